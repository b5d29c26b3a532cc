using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// What students need beside their teachers, in two runs. Teacher and student were interleaved in every launch, so that a machine that
/// changed between the runs changed both: over 60 launches on a shared machine times moved by up to 66 %, these ratios by up to 10 %.
/// </summary>
internal static class RatioChanges
{
    /// <summary>Above what ratios moved by although nothing had changed.</summary>
    private static readonly ChangeMargin Drift = new(0.15);

    /// <summary>
    /// One change for each ratio that both runs have, in the order of the ids. A student that saves less than it did is slower.
    /// </summary>
    /// <param name="old">The older run.</param>
    /// <param name="new">The newer run.</param>
    /// <param name="obstacle">Why no ratio of the two runs may be compared; null where they may.</param>
    public static IReadOnlyList<CostChange> Find(RunRecord old, RunRecord @new, string? obstacle)
    {
        var later = @new.Ratios.ToLookup(ratio => CaseId.Of(ratio).ToString(), StringComparer.Ordinal);
        var (oldModels, newModels) = (new RunModels(old), new RunModels(@new));
        return
        [
            .. from before in old.Ratios.GroupBy(ratio => CaseId.Of(ratio).ToString(), StringComparer.Ordinal)
               where later.Contains(before.Key)
               orderby before.Key
               let one = before.First()
               let other = later[before.Key].First()
               select Find(before.Key, one, other, Obstacle(one, oldModels, newModels) ?? obstacle),
        ];
    }

    private static CostChange Find(string id, RatioRecord before, RatioRecord after, string? obstacle)
    {
        var change = new CostChange
        {
            Id = id, Metric = before.Metric, Verdict = ChangeVerdict.NotComparable, Reason = obstacle, Unit = Unit.Times,
            Old = before.Estimate, New = after.Estimate,
        };
        if (obstacle is not null)
        {
            return change;
        }

        var (one, other) = (Costs(before), Costs(after));
        if (before.AtLeast || after.AtLeast || one.Length == 0 || other.Length == 0)
        {
            return change with
            {
                Verdict = ChangeVerdict.Inconclusive,
                Reason = "a ratio is only known to be at least so much, or not known",
            };
        }

        var margin = before.Metric == Metric.PeakMemory.Id ? Metric.PeakMemory.ChangeMargin : Drift.Relative;
        var decided = change.Decided(IndependentLaunches.ChangeOfLogarithms(one, other), 1 + margin);
        return before.Contaminated || after.Contaminated
            ? decided with
            {
                Verdict = ChangeVerdict.Contaminated,
                Reason = $"the canary beside the two models drifted in {(before.Contaminated ? "OLD" : "NEW")}",
            }
            : decided;
    }

    /// <summary>The logarithm of what the student needs over what its teacher needs, launch by launch.</summary>
    private static double[] Costs(RatioRecord ratio)
    {
        var floor = ratio.Metric == Metric.PeakMemory.Id ? Metric.MemoryResolution : 0;
        var isRate = Metric.Find(ratio.Metric).Direction == Better.Higher;
        return
        [
            .. ratio.Launches
                .Select(launch => (Teacher: AtLeast(launch.Teacher, floor), Student: AtLeast(launch.Student, floor)))
                .Where(launch => launch.Teacher.Length > 0 && launch.Teacher.Length == launch.Student.Length
                    && launch.Teacher.Concat(launch.Student).All(value => value > 0 && double.IsFinite(value)))
                .Select(launch => Ratios.LaunchLogRatio(launch.Teacher, launch.Student) * (isRate ? 1 : -1)),
        ];

        static double[] AtLeast(double[] values, double floor) => Array.ConvertAll(values, value => Math.Max(value, floor));
    }

    private static string? Obstacle(RatioRecord ratio, RunModels old, RunModels @new) =>
        old.Invalid(ratio) is { } before ? $"the case of {before} is invalid in OLD"
        : @new.Invalid(ratio) is { } after ? $"the case of {after} is invalid in NEW"
        : new[] { ratio.Teacher, ratio.Student }.FirstOrDefault(
            model => old.Find(ratio.Family, model)?.Sha256 != @new.Find(ratio.Family, model)?.Sha256) is { } other
                ? $"another file of {other}"
        : null;
}
