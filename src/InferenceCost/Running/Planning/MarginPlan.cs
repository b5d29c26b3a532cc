using System.Globalization;
using InferenceCost.Families.Definition;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Running.Planning;

/// <summary>Which margin a data set can prove, before anything is scored: a margin that it cannot is no plan.</summary>
public static class MarginPlan
{
    /// <summary>Shares of items on which exactly one of two models is right, from close relatives to strangers.</summary>
    private static readonly double[] Discordances = [0.02, 0.05, 0.10, 0.25];

    /// <summary>
    /// One line for people; null for a task that is not scored by a number of items, where the spread is not known beforehand.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="items">How many items will be scored.</param>
    public static string? Sentence(TaskDefinition task, int items)
    {
        if (task.Metric is not { } metric || !QualityMetric.Find(metric).CountsItems || items < 1)
        {
            return null;
        }

        var margins = Discordances.Select(discordance => SampleSize.SmallestProvableMargin(items, discordance)).ToList();
        var text = string.Join(
            ", ", margins.Select(margin => margin is { } value ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) : "none"));
        var shares = string.Join(", ", Discordances.Select(discordance => (100 * discordance).ToString("0", CultureInfo.InvariantCulture)));
        var declared = task.Margin is { Kind: MarginKind.Absolute } margin
            ? string.Create(CultureInfo.InvariantCulture, $"; declared: {100 * margin.Value:0.##}")
            : task.Margin is { } relative
                ? string.Create(CultureInfo.InvariantCulture, $"; declared: {100 * relative.Value:0.##} % of the teacher's score")
                : "; none is declared";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{items:N0} items prove a margin of {text} points, with 80 % power for models that are truly equal and differ on "
            + $"{shares} % of the items{declared}");
    }
}
