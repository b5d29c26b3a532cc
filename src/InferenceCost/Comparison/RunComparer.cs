using InferenceCost.Foundation;
using InferenceCost.Machine.Facts;
using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>Compares two stored runs.</summary>
public static class RunComparer
{
    /// <summary>Compares them; nothing of either is dropped in silence.</summary>
    /// <param name="old">The older run.</param>
    /// <param name="new">The newer run.</param>
    /// <param name="acrossMachines">Whether ratios may be compared although the fingerprints differ.</param>
    /// <exception cref="InputException">One of them is a demonstration and the other is not.</exception>
    public static RunComparison Compare(StoredRun old, StoredRun @new, bool acrossMachines = false)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        var (before, after) = (SizedIds.Align(old.Record, [@new.Record]), SizedIds.Align(@new.Record, [old.Record]));
        MadeUpFigures.RefuseMixture([before, after]);
        var obstacle = before.Fingerprint == after.Fingerprint ? null : "another machine: the fingerprints differ";
        var (oldIds, newIds) = (Ids(before), Ids(after));
        return new RunComparison
        {
            Demo = after.Demo,
            Old = RunIdentity.Of(before),
            New = RunIdentity.Of(after),
            Differences = obstacle is null
                ? []
                : Fingerprint.Differences(before.Environment, before.Native, after.Environment, after.Native),
            AcrossMachines = acrossMachines,
            Cases = [.. CaseChanges.Find(before, after, obstacle), .. SizeChanges.Find(before, after)],
            Ratios = RatioChanges.Find(before, after, acrossMachines ? null : obstacle),
            Quality = QualityChanges.Find(old, @new),
            Claims = ClaimChange.Find(before, after),
            Shapes = ComparedShapes.Find(before, after),
            OnlyOld = [.. oldIds.Except(newIds).Order(StringComparer.Ordinal)],
            OnlyNew = [.. newIds.Except(oldIds).Order(StringComparer.Ordinal)],
            InvalidNew = [.. after.Cases.Where(item => !item.Valid).Select(item => item.Id).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private static HashSet<string> Ids(RunRecord run) =>
    [
        .. run.Cases.Select(item => item.Id),
        .. run.Ratios.Select(CaseId.Of).Concat(run.Quality.Select(CaseId.Of)).Concat(run.Claims.Select(CaseId.Of))
            .Concat(new RunModels(run).All.Select(entry => CaseId.OfSize(entry.Family, entry.Model.Id))).Select(id => id.ToString()),
    ];
}
