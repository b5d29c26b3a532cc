namespace InferenceCost.Statistics;

/// <summary>One side of a launch, as the rule below sees it: nothing of what a call of it cost.</summary>
/// <param name="Name">What a sentence calls it.</param>
/// <param name="BusyShare">
/// Its processor time over the time of its blocks; null where that is not known, or is not 1 when nobody disturbs it.
/// </param>
/// <param name="Canary">The canary's time around each of its blocks, over that around the blocks of the first side.</param>
public sealed record LaunchSide(string Name, double? BusyShare, IReadOnlyList<double> Canary);

/// <summary>
/// Which launches do not count, because something else on the machine met one side and not the other. The rule looks at the processor time
/// that each side got and at the canary, never at what a call cost, and it treats all sides alike: it cannot prefer a result. Its limits
/// were fixed before it was tried, and it sets aside one launch in six at most, each of them shown and made again.
/// </summary>
public static class Disturbance
{
    /// <summary>By how much sides may differ in the share of the processor that they got.</summary>
    public const double BusyLimit = 0.1;

    /// <summary>
    /// By how much the canary may take longer beside one side than beside another. Beside five models that nobody disturbed it differed by
    /// up to a tenth: it runs for a tenth of a millisecond, and what ran before it shows.
    /// </summary>
    public const double CanaryLimit = 0.25;

    /// <summary>How many of so many launches may be set aside.</summary>
    public static int Most(int launches) => launches / 6;

    /// <summary>Why a launch does not count, in words; null where it does.</summary>
    public static string? Reason(IReadOnlyList<LaunchSide> sides)
    {
        var busy = sides.Where(side => side.BusyShare > 0).OrderBy(side => side.BusyShare).ToList();
        if (busy.Count == sides.Count && busy[^1].BusyShare > (1 + BusyLimit) * busy[0].BusyShare)
        {
            return FormattableString.Invariant(
                $"{busy[0].Name} had the processor for {100 * busy[0].BusyShare:0} % of its time, {busy[^1].Name} for ")
                + FormattableString.Invariant($"{100 * busy[^1].BusyShare:0} %");
        }

        var beside = sides.Where(side => side.Canary.Count > 0)
            .Select(side => (side.Name, Ratio: Quantile.Median([.. side.Canary]))).OrderBy(side => side.Ratio).ToList();
        return beside.Count > 1 && beside[^1].Ratio > (1 + CanaryLimit) * beside[0].Ratio
            ? FormattableString.Invariant(
                $"the canary took {100 * ((beside[^1].Ratio / beside[0].Ratio) - 1):0} % longer beside {beside[^1].Name} than beside ")
                + beside[0].Name
            : null;
    }
}
