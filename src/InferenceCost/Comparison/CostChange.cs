using System.Text.Json.Serialization;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// What changed in one cost between two runs: of a case, of a model's size, or of what a student needs beside its teacher.
/// </summary>
public sealed record CostChange
{
    /// <summary>The case's id; for a ratio or a size a path of the same form.</summary>
    public required string Id { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The verdict.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>Why there is no verdict, or what a reader should know of it; null where nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>The unit of the two values: <c>ns</c>, <c>bytes</c>, <c>items/s</c>, or <c>x</c> for teacher over student.</summary>
    public required string Unit { get; init; }

    /// <summary>The old value; null where there is none.</summary>
    public double? Old { get; init; }

    /// <summary>The new value.</summary>
    public double? New { get; init; }

    /// <summary>New over old in cost, above 1 where the new side costs more; null where it was not computed.</summary>
    public RatioEstimate? Change { get; init; }

    /// <summary>What the change had to exceed, as a share: 0.05 is five percent.</summary>
    public double? Margin { get; init; }

    /// <summary>The smallest change that the data could have shown, as a share; null without an interval.</summary>
    [JsonPropertyName("sees")]
    public double? MinimumDetectable { get; init; }

    /// <summary>The canary's time beside the new side over its time beside the old one; null where it was not recorded.</summary>
    public double? Canary { get; init; }

    /// <summary>The same with the verdict of the rule.</summary>
    internal CostChange Decided(RatioEstimate change, double factor)
    {
        // A record may come from anywhere, and two numbers can be too far apart for their ratio to be one.
        if (change.Low is 0 || change.High is double.PositiveInfinity || !double.IsNormal(change.Estimate) || !double.IsFinite(factor))
        {
            return this with { Verdict = ChangeVerdict.NotComparable, Reason = "the values are too far apart for a ratio" };
        }

        return this with
        {
            Verdict = ChangeRule.Decide(change, factor),
            Change = change,
            Margin = factor - 1,
            MinimumDetectable = ChangeRule.SmallestChangeShown(change, factor),
            Reason = change.Low is null
                ? FormattableString.Invariant($"{change.Launches} launches: six on both sides give an interval")
                : Reason,
        };
    }
}
