using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>How much worse a student may be and still match.</summary>
public sealed record MarginDefinition
{
    /// <summary>What it is a margin of.</summary>
    public required MarginKind Kind { get; init; }

    /// <summary>0.01 is one point, or one percent; of a metric with a unit as much in that unit.</summary>
    public required double Value { get; init; }

    /// <summary>Why this much and not more or less.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was declared, in UTC (ISO 8601, ends in Z); absent for one that was not declared beforehand.</summary>
    public string? DeclaredUtc { get; init; }

    /// <summary>Who declared it, or where.</summary>
    public string Source { get; init; } = FamilyDefinition.FileName;

    /// <summary>
    /// A margin in points, or in the metric's unit, that was given on the command line, so marked as not declared beforehand.
    /// </summary>
    /// <param name="value">Between 0 and 1, or above 0 where the metric is no share.</param>
    /// <param name="isShare">Whether the metric is a share.</param>
    /// <exception cref="InputException">It does not lie there.</exception>
    public static MarginDefinition FromCommandLine(double value, bool isShare = true) =>
        value > 0 && double.IsFinite(value) && (value < 1 || !isShare)
        ? new MarginDefinition { Kind = MarginKind.Absolute, Value = value, Reason = "given on the command line", Source = "command line" }
        : throw new InputException(
            FormattableString.Invariant($"--margin {value} does not lie between 0 and 1"),
            "0.01 allows one point less than the teacher");
}
