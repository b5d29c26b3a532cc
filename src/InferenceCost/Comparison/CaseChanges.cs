using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>The cases of two runs, matched by id.</summary>
internal static class CaseChanges
{
    /// <summary>One change for each id that both runs have, in the order of the ids.</summary>
    /// <param name="old">The older run.</param>
    /// <param name="new">The newer run.</param>
    /// <param name="obstacle">Why no time of the two runs may be compared; null where they may.</param>
    public static IReadOnlyList<CostChange> Find(RunRecord old, RunRecord @new, string? obstacle)
    {
        var later = @new.Cases.ToLookup(item => item.Id, StringComparer.Ordinal);
        var runs = RunCanary(old, @new);
        // Cases have nothing to do with each other, and a run may have thousands.
        return
        [
            .. old.Cases.GroupBy(item => item.Id, StringComparer.Ordinal).Where(before => later.Contains(before.Key))
                .OrderBy(before => before.Key, StringComparer.Ordinal).ToList().AsParallel().AsOrdered()
                .Select(before => Find([.. before], [.. later[before.Key]], obstacle, runs)),
        ];
    }

    private static CostChange Find(CaseRecord[] before, CaseRecord[] after, string? obstacle, double? runs) =>
        Find(before[0], after[0], Obstacle(before, after) ?? obstacle, runs);

    private static CostChange Find(CaseRecord before, CaseRecord after, string? obstacle, double? runs)
    {
        var (oldLaunches, newLaunches) = (LaunchStatistic.Compute(before), LaunchStatistic.Compute(after));
        // What the reports of both runs show, unless one counted calls and the other blocks.
        var ofOneKind = before.Summary is not null && after.Summary is not null && before.Summary.Of == after.Summary.Of;
        var change = new CostChange
        {
            Id = before.Id, Metric = before.Metric, Verdict = ChangeVerdict.NotComparable, Reason = obstacle, Unit = before.Unit,
            Old = ofOneKind ? before.Summary?.Median : Middle(oldLaunches),
            New = ofOneKind ? after.Summary?.Median : Middle(newLaunches),
            Canary = Canary(before.Canary, after.Canary) ?? (before.Unit == Unit.Nanoseconds ? runs : null),
        };
        if (obstacle is not null)
        {
            return change;
        }

        if (oldLaunches.Length == 0 || newLaunches.Length == 0 || oldLaunches.Concat(newLaunches).Any(value => value <= 0))
        {
            return change with
            {
                Verdict = ChangeVerdict.Inconclusive,
                Reason = "a launch has no value above zero, so that there is no ratio",
            };
        }

        var isRate = before.Better == Better.Higher;
        var decided = change.Decided(
            isRate ? IndependentLaunches.Change(newLaunches, oldLaunches) : IndependentLaunches.Change(oldLaunches, newLaunches),
            ChangeMargin.Of(Metric.Find(before.Metric)).Factor(change.Old!.Value, change.New!.Value));
        return change.Canary is { } canary && CanaryDrift.IsBeyondTolerance(canary)
            ? decided with { Verdict = ChangeVerdict.Contaminated, Reason = FormattableString.Invariant(
                $"the machine itself took {canary:0.00} times as long for the canary") }
            : decided;
    }

    private static string? Obstacle(CaseRecord[] before, CaseRecord[] after) => (before, after) switch
    {
        ({ Length: > 1 }, _) or (_, { Length: > 1 }) => "a run has this case twice",
        ([{ Valid: false } one], _) => $"invalid in OLD: {Why(one)}",
        (_, [{ Valid: false } other]) => $"invalid in NEW: {Why(other)}",
        ([var one], [var other]) when one.Version != other.Version =>
            "another version of the case: model file, input shapes or way of measuring",
        ([var one], [var other]) when one.Unit != other.Unit || one.Better != other.Better => $"measured in {one.Unit} and in {other.Unit}",
        ([var one], [var other]) when one.Inputs != other.Inputs => $"inputs: {EnumWord.Of(one.Inputs)} and {EnumWord.Of(other.Inputs)}",
        ([var one], [var other]) => Setting(one.Settings.Requested, other.Settings.Requested),
        _ => null,
    };

    private static string Why(CaseRecord item) => item.Reasons.Count > 0 ? item.Reasons[0].Message : "no reason was recorded";

    private static string? Setting(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(key => (key, Old: before.GetValueOrDefault(key, "not set"), New: after.GetValueOrDefault(key, "not set")))
            .Where(setting => setting.Old != setting.New)
            .Select(setting => $"other settings: {setting.key} {setting.Old} and {setting.New}")
            .FirstOrDefault();

    private static double? Middle(double[] launches) => launches.Length == 0 ? null : Quantile.Median(launches);

    /// <summary>
    /// The canary of the whole runs, for times beside which none ran: loading and the first call, whose launches lie between those of
    /// the other cases.
    /// </summary>
    private static double? RunCanary(RunRecord old, RunRecord @new) => Canary(Times(old), Times(@new));

    private static double[] Times(RunRecord run) => [.. run.Cases.SelectMany(item => item.Canary ?? [])];

    /// <summary>Two sets of launches say nothing of one another's moments: their canaries are compared as the cases are.</summary>
    private static double? Canary(double[]? before, double[]? after) =>
        before is { Length: > 0 } old && after is { Length: > 0 } @new && old.Concat(@new).All(time => time > 0 && double.IsFinite(time))
            ? IndependentLaunches.Change(old, @new).Estimate
            : null;
}
