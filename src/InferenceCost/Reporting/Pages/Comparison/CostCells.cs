using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;

namespace InferenceCost.Reporting.Pages.Comparison;

/// <summary>The cells of a change of cost. Both values of a row have one unit.</summary>
internal static class CostCells
{
    /// <summary>The old and the new value with their unit.</summary>
    public static (string? Old, string? New) Values(CostChange change)
    {
        var scale = ScaleOf(change.Unit, [change.Old, change.New]);
        return (Value(change.Old, scale), Value(change.New, scale));
    }

    /// <summary>The unit for some values of a case.</summary>
    public static Scale ScaleOf(string unit, IReadOnlyList<double?> values) => unit switch
    {
        Unit.Nanoseconds => Scale.OfNanoseconds(values),
        Unit.Bytes => Scale.OfBytes(values),
        _ => new Scale(unit, 1),
    };

    /// <summary>One value; null where there is none.</summary>
    public static string? Value(double? value, Scale scale) =>
        value is null ? null : scale.Symbol == Unit.Times ? Figure.Ratio(value.Value) : $"{scale.Format(value)} {scale.Symbol}";

    /// <summary>New over old.</summary>
    public static string? Change(CostChange change) => change.Change is { } ratio ? Figure.Ratio(ratio.Estimate) : null;

    /// <summary>The interval with its confidence; what is counted has none.</summary>
    public static string? Interval(CostChange change) => change.Change switch
    {
        { Confidence: 1 } => "counted",
        { Low: { } low, High: { } high } ratio =>
            $"{Figure.Fixed(low, 2)} to {Figure.Fixed(high, 2)} ({Figure.Confidence(ratio.Confidence)})",
        _ => null,
    };

    /// <summary>The smallest change that could have been shown.</summary>
    public static string? MinimumDetectable(CostChange change) =>
        change.Change?.Confidence < 1 ? Figure.Percent(change.MinimumDetectable, 1) : null;
}
