using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using InferenceCost.Records;

namespace InferenceCost.Reporting.Formats;

/// <summary>A run's cases as a table for spreadsheets and data frames: one row per case, base units, full precision.</summary>
public static class CsvReport
{
    /// <summary>Renders a stored run.</summary>
    /// <param name="run">The run.</param>
    /// <returns>Comma-separated values after RFC 4180 with a header, lines ended by a line feed; empty where a number is not known.</returns>
    public static string Render(RunRecord run)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Configuration()))
        {
            csv.WriteRecords(run.Cases.OrderBy(item => item.Id, StringComparer.Ordinal).Select(item => Row.Of(run, item)));
        }

        return text.ToString();
    }

    /// <summary>
    /// A spreadsheet takes a cell that begins with one of these for a formula, and names come from anywhere. A minus sign is not among them,
    /// for it begins numbers too; no name can use it alone to reach a function.
    /// </summary>
    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = ['=', '@', '+', '\t', '\r'],
    };

    private sealed record Row(
        string Id, string Metric, string Family, string Model, string? Role, string? Weights, string Provider, int Threads, int Callers, int Batch, string Inputs,
        string Unit, string Better, string SampleKind, int? Count, double? Min, double? P25, double? Median, double? Mean, double? AllocatedBytesPerOp,
        double? CpuNsPerOp, string Valid, string Reasons)
    {
        public static Row Of(RunRecord run, CaseRecord item)
        {
            var model = run.Families.FirstOrDefault(family => family.Id == item.Family)?.Models.FirstOrDefault(model => model.Id == item.Model);
            return new(
                item.Id, item.Metric, item.Family, item.Model, Word(model?.Role), Word(model?.Weights), item.Provider, item.Threads, item.Callers, item.Batch,
                EnumWord.Of(item.Inputs), item.Unit, Word(item.Better)!, Word(item.SampleKind)!, item.Summary?.Count, Finite(item.Summary?.Min), Finite(item.Summary?.P25),
                Finite(item.Summary?.Median), Finite(item.Summary?.Mean), Finite(item.AllocatedBytesPerOp), Finite(item.CpuNsPerOp),
                item.Valid ? "true" : "false", string.Join("; ", item.Reasons.Select(reason => $"{reason.Code}: {reason.Message}")));
        }

        private static string? Word(Enum? value) => value is null ? null : EnumWord.Of(value);

        private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
    }
}
