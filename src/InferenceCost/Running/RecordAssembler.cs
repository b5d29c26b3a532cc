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
            // At another size or number of threads there is what was measured there, and no gap for what is measured once.
            foreach (var scenario in ScenarioCatalog.All.Where(
                scenario => !finished.IsFurther || (scenario.IsAtEveryVariant && finished.Has(scenario.Id))))
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
        from variant in request.Variants.Index()
        let isFurther = variant.Index > 0
        let there = own.Where(step => step.Step.Provider == provider
            && step.Step.Variant?.Key == (isFurther ? variant.Item.Key : null)).ToList()
        where there.Count > 0
        select new FinishedRun(family, provider, CommonBatch(there), steps, request.AllowFallback, variant.Item, isFurther);

    /// <summary>
    /// The common batch that was planned once the probes had told what every model can run; before that the one that was asked for,
    /// which is the probes'. Steps that an older version planned do not name it: there it is the batch of throughput and memory.
    /// </summary>
    private static int CommonBatch(List<FinishedStep> own) =>
        own.Select(step => step.Step.CommonBatch).FirstOrDefault(batch => batch is not null)
        ?? own.Select(step => step.Step).FirstOrDefault(step => step.Scenario is ColdStartScenario.Name or ThroughputScenario.Name)?.Batch
        ?? own[0].Step.Batch;
}
