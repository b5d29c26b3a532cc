using InferenceCost.Records;

namespace InferenceCost.Findings.Subjects;

/// <summary>A run as a report looks at it: by family and provider, in an order that does not depend on the order of measuring.</summary>
internal sealed class RunView
{
    /// <summary>Looks at a run.</summary>
    public RunView(RunRecord run)
    {
        Record = run;
        Families = [.. run.Families, .. StrayFamilies(run)];
        Subjects = [.. Families.SelectMany(
            family => Providers(run, family.Id).Select(provider => new FamilyOnProvider(run, family, provider)))];
    }

    /// <summary>The run itself.</summary>
    public RunRecord Record { get; }

    /// <summary>Every family that anything was measured of.</summary>
    public IReadOnlyList<FamilyRecord> Families { get; }

    /// <summary>Each family on each provider, processors first.</summary>
    public IReadOnlyList<FamilyOnProvider> Subjects { get; }

    /// <summary>Families that figures name and the record does not describe: their figures are shown all the same.</summary>
    private static IEnumerable<FamilyRecord> StrayFamilies(RunRecord run) =>
        run.Cases.Select(item => item.Family)
            .Concat(run.Claims.Select(claim => claim.Family))
            .Concat(run.Quality.Select(quality => quality.Family))
            .Concat(run.Ratios.Select(ratio => ratio.Family))
            .Distinct()
            .Where(id => run.Families.All(family => family.Id != id))
            .Order(StringComparer.Ordinal)
            .Select(id => new FamilyRecord(id, id, new TaskRecord { Kind = TaskKind.None }, []));

    private static IEnumerable<string> Providers(RunRecord run, string family) =>
        run.Cases.Where(item => item.Family == family).Select(item => item.Provider)
            .Concat(run.Claims.Where(claim => claim.Family == family).Select(claim => claim.Provider))
            .Concat(run.Quality.Where(quality => quality.Family == family).Select(quality => quality.Provider))
            .Concat(run.Ratios.Where(ratio => ratio.Family == family).Select(ratio => ratio.Provider))
            .Distinct()
            .OrderBy(provider => provider == ProviderIds.Cpu ? 0 : 1)
            .ThenBy(provider => provider, StringComparer.Ordinal);
}
