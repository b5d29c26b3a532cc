using InferenceCost.Comparison;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>What <c>compare --fail-on</c> makes of a comparison. Without it nothing fails: the comparison is advice.</summary>
internal static class CompareFailures
{
    private static readonly string[] Known = ["slower", "claim", "invalid"];

    /// <summary>The words, checked.</summary>
    public static IReadOnlyList<string> Words(IReadOnlyList<string> given) =>
        given.FirstOrDefault(word => !Known.Contains(word)) is { } unknown
            ? throw new InputException($"--fail-on '{unknown}': unknown", $"use {string.Join(" or ", Known)}")
            : given;

    /// <summary>
    /// The exit code. A gate that measured nothing must not be green, and one that could not tell must not be red for a regression.
    /// </summary>
    public static int Code(RunComparison comparison, IReadOnlyList<string> failOn)
    {
        var costs = comparison.Counts;
        return failOn.Count == 0 ? ExitCode.Fine
            : failOn.Contains("slower")
                && (costs.ContainsKey(ChangeVerdict.Slower) || comparison.QualityCounts.ContainsKey(QualityVerdict.Worse))
                ? ExitCode.Regression
            : failOn.Contains("claim") && comparison.Claims.Any(claim => claim.Worse) ? ExitCode.FailedCheck
            : failOn.Contains("invalid") && comparison.InvalidNew.Count > 0 ? ExitCode.FailedCheck
            : !failOn.Contains("slower") ? ExitCode.Fine
            : Measured(comparison).All(change => change.Verdict == ChangeVerdict.NotComparable) ? ExitCode.NothingMeasured
            : Measured(comparison).All(change => change.Verdict is ChangeVerdict.NotComparable or ChangeVerdict.Contaminated)
                ? ExitCode.Contaminated
            : ExitCode.Fine;
    }

    /// <summary>Sizes are counted: that they are the same says nothing of what was measured.</summary>
    private static IEnumerable<CostChange> Measured(RunComparison comparison) =>
        comparison.Cases.Concat(comparison.Ratios).Where(change => change.Metric != Metric.Size.Id);
}
