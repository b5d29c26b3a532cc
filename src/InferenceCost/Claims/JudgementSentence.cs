using System.Globalization;
using InferenceCost.Quality;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>The verdict on recorded predictions as one sentence.</summary>
internal static class JudgementSentence
{
    /// <summary>The sentence.</summary>
    public static string Of(string teacher, string student, RecordedComparison? comparison, PairedOutcomes? outcomes)
    {
        if (comparison is null)
        {
            return $"{student} gives the same answer as {teacher} on {ClaimNumbers.Share(outcomes!.Agreement)} of {ClaimNumbers.Count(outcomes.Items)} items; "
                + "without labels nobody can say which answers are right.";
        }

        var numbers = Numbers(comparison);
        return comparison.Decision switch
        {
            null when comparison.Interval is null => $"Whether {student} matches {teacher} cannot be told from one item ({numbers}).",
            null => $"Whether {student} matches {teacher} was not decided: no margin was declared ({numbers}).",
            NonInferiorityVerdict.Better => $"{student} does better than {teacher} ({numbers}).",
            NonInferiorityVerdict.Inferior => $"{student} is worse than {teacher} by more than {Margin(comparison)} ({numbers}).",
            { } decision when decision.Matches() => $"{student} matches {teacher} within {Margin(comparison)} ({numbers}).",
            _ => $"{student} is not shown to match {teacher} within {Margin(comparison)} ({numbers}{Needed(comparison.Needed)}).",
        };
    }

    /// <summary>A difference or a ratio in the unit of the metric.</summary>
    public static string Change(RecordedComparison comparison, double value) => comparison.Metric switch
    {
        JudgedMetric.Accuracy or JudgedMetric.MacroF1 => ClaimNumbers.Points(value),
        JudgedMetric.Perplexity => value.ToString("0.000", CultureInfo.InvariantCulture) + "x",
        _ => value.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture),
    };

    /// <summary>How much worse is still a match.</summary>
    public static string Margin(RecordedComparison comparison) => comparison.Metric switch
    {
        JudgedMetric.Accuracy or JudgedMetric.MacroF1 => ClaimNumbers.Margin(comparison.Margin!.Value),
        JudgedMetric.Perplexity => $"{ClaimNumbers.Percent(comparison.Margin!.Value - 1)} of its perplexity",
        _ => comparison.Margin!.Value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static string Numbers(RecordedComparison comparison)
    {
        var unit = comparison.Metric is JudgedMetric.Accuracy or JudgedMetric.MacroF1 ? " points" : comparison.Metric == JudgedMetric.Perplexity ? " the perplexity" : "";
        var interval = comparison.Interval is { } bounds
            ? $", {ClaimNumbers.Percent(bounds.Confidence)} interval {Change(comparison, bounds.Low)} to {Change(comparison, bounds.High)}"
            : "";
        return $"{Change(comparison, comparison.Estimate)}{unit}{interval}, {ClaimNumbers.Count(comparison.Items)} {(comparison.Items == 1 ? "item" : "items")}"
            + (comparison.Margin is null ? "" : ", margin not declared beforehand");
    }

    private static string Needed(NeededItems? needed) => needed is null ? ""
        : $"; to decide takes {Items(needed.ForNoDifference)} if there is truly no difference, and {Items(needed.ForObserved)} if it is as observed";

    private static string Items(long? items) => items is { } number ? $"about {ClaimNumbers.Count(number)} fresh items" : "more than any number of items";
}
