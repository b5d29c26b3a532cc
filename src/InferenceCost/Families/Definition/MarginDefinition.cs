using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>How much worse a student may be and still match.</summary>
public sealed record MarginDefinition
{
    /// <summary>What it is a margin of.</summary>
    public required MarginKind Kind { get; init; }

    /// <summary>Between 0 and 1: 0.01 is one point, or one percent.</summary>
    public required double Value { get; init; }

    /// <summary>Why this much and not more or less.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was declared, in UTC (ISO 8601, ends in Z); absent for one that was not declared beforehand.</summary>
    public string? DeclaredUtc { get; init; }

    /// <summary>Who declared it, or where.</summary>
    public string Source { get; init; } = FamilyDefinition.FileName;

    /// <summary>A margin in points that was given on the command line, so marked as not declared beforehand.</summary>
    /// <param name="value">Between 0 and 1.</param>
    /// <exception cref="InputException">It does not lie between 0 and 1.</exception>
    public static MarginDefinition FromCommandLine(double value) => value is > 0 and < 1
        ? new MarginDefinition { Kind = MarginKind.Absolute, Value = value, Reason = "given on the command line", Source = "command line" }
        : throw new InputException(
            FormattableString.Invariant($"--margin {value} does not lie between 0 and 1"),
            "0.01 allows one point less than the teacher");
}
