using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Running;

/// <summary>
/// Puts the finished steps together as the measured part of a run record: cases, ratios, quality and what is missing. It reads nothing
/// but its arguments and the predictions, so that an interrupted run and a finished one are told the same way.
/// </summary>
public sealed class RecordAssembler(
    IReadOnlyList<FinishedStep> steps, IReadOnlyList<UnavailableRecord> dropped, RunRequest request, string folder)
{
    /// <summary>Fills the measured parts of a record whose other parts are there.</summary>
    public RunRecord Fill(RunRecord run)
    {
        var parts = new RunParts(request, folder, run.Families);
        parts.Unavailable.AddRange(dropped);
        foreach (var finished in Finished(run).Where(finished => finished.IsUsable))
        {
            foreach (var scenario in ScenarioCatalog.All)
            {
                scenario.Record(finished, parts);
            }
        }

        foreach (var scenario in ScenarioCatalog.All)
        {
            scenario.RecordOnce(steps, parts);
        }

        return run with
        {
            Families = parts.Families,
            Cases = [.. parts.Cases.Select(item => parts.Checks.Aggregate(item, (checkedItem, check) => check(checkedItem)))],
            Ratios = parts.Ratios,
            Quality = parts.Quality,
            Outputs = parts.Outputs,
            Unavailable = parts.Unavailable,
            Limits = parts.Limits,
            Notes = [.. run.Notes, .. parts.Notes],
        };
    }

    private IEnumerable<FinishedRun> Finished(RunRecord run) =>
        from family in run.Families
        let own = steps.Where(step => step.Step.Family == family.Id).ToList()
        from provider in own.Select(step => step.Step.Provider).Distinct()
        select new FinishedRun(
            family, provider, CommonBatch([.. own.Where(step => step.Step.Provider == provider)]), steps, request.AllowFallback);

    /// <summary>
    /// The common batch that was planned once the probes had told what every model can run; before that the one that was asked for,
    /// which is the probes'. Steps that an older version planned do not name it: there it is the batch of throughput and memory.
    /// </summary>
    private static int CommonBatch(IReadOnlyList<FinishedStep> own) =>
        own.Select(step => step.Step.CommonBatch).FirstOrDefault(batch => batch is not null)
        ?? own.Select(step => step.Step).FirstOrDefault(step => step.Scenario is ColdStartScenario.Name or ThroughputScenario.Name)?.Batch
        ?? own[0].Step.Batch;
}
