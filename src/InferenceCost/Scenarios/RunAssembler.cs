using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Scenarios.Tables;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Scenarios;

/// <summary>
/// Puts the finished steps together as the measured part of a run record: cases, ratios, quality and what is missing. It reads nothing
/// but its arguments and the predictions, so that an interrupted run and a finished one are told the same way.
/// </summary>
public sealed class RunAssembler(IReadOnlyList<FinishedStep> steps, IReadOnlyList<UnavailableRecord> dropped, RunRequest request, string folder)
{
    /// <summary>Fills the measured parts of a record whose other parts are there.</summary>
    public RunRecord Fill(RunRecord run)
    {
        var cases = new List<CaseRecord>();
        var ratios = new List<RatioRecord>();
        var quality = new List<QualityRecord>();
        var outputs = new List<OutputRecord>();
        var unavailable = new List<UnavailableRecord>(dropped);
        foreach (var finished in Subjects(run).Where(subject => subject.IsUsable))
        {
            foreach (var batch in finished.LatencyBatches.DefaultIfEmpty(1))
            {
                cases.AddRange(LatencyRecords.Cases(finished, batch));
                ratios.AddRange(LatencyRecords.Ratios(finished, batch, request.Threads));
            }

            foreach (var batch in finished.ComputeBatches)
            {
                cases.AddRange(LatencyRecords.Cases(finished, batch, StepKind.Compute));
                ratios.AddRange(LatencyRecords.Ratios(finished, batch, request.Threads, StepKind.Compute));
            }

            cases.AddRange(ThroughputRecords.Cases(finished, JobFactory.Callers(request.Threads)));
            ratios.AddRange(ThroughputRecords.Ratios(finished, request.Threads));
            cases.AddRange(ColdRecords.Cases(finished));
            ratios.AddRange(ColdRecords.Ratios(finished, request.Threads));
            cases.AddRange(EnergyRecords.Cases(finished));
            ratios.AddRange(EnergyRecords.Ratios(finished, request.Threads));
            var scored = new ScoringRecords(finished, folder);
            quality.AddRange(scored.Records);
            unavailable.AddRange(scored.Unavailable);
            unavailable.AddRange(LatencyRecords.WithoutDevice(finished));
            unavailable.AddRange(EnergyRecords.Missing(finished));
            outputs.AddRange(OutputRecords.Of(finished));
            cases = [.. cases.Select(scored.CheckOutputs)];
        }

        unavailable.AddRange(MachinePeakRecords.Missing(steps));
        unavailable.AddRange(TableNotes.Missing(steps, request));
        return run with
        {
            Families = [.. run.Families.Select(WithCost)],
            Cases = cases,
            Ratios = ratios,
            Quality = quality,
            Outputs = outputs,
            Unavailable = unavailable,
            Limits = [.. MachinePeakRecords.Of(steps, request.Threads)],
            Notes = [.. run.Notes, .. Notes(), .. TableNotes.Disagreements(steps, cases)],
        };
    }

    /// <summary>What a probe counted holds on every provider: the graph and the shapes are the same.</summary>
    private FamilyRecord WithCost(FamilyRecord family) => family with
    {
        Models = [.. family.Models.Select(model => model with
        {
            MacsPerItem = steps.Where(step => step.Step.Family == family.Id && step.Step.Kind == StepKind.Probe && step.Step.Models[0] == model.Id)
                .Select(step => (step.Result as ProbeResult)?.MacsPerItem).FirstOrDefault(macs => macs is not null) ?? model.MacsPerItem,
        })],
    };

    private IEnumerable<FinishedRun> Subjects(RunRecord run) =>
        from family in run.Families
        from provider in steps.Where(step => step.Step.Family == family.Id).Select(step => step.Step.Provider).Distinct()
        let batch = ThroughputBatch(family.Id, provider)
        select new FinishedRun(family, provider, batch, steps, request.AllowFallback);

    /// <summary>The common batch that was planned once the probes had told what every model can run.</summary>
    private int ThroughputBatch(string family, string provider) => steps
        .Where(step => step.Step.Family == family && step.Step.Provider == provider)
        .OrderBy(step => step.Step.Kind == StepKind.Probe)
        .First(step => step.Step.Kind is StepKind.Cold or StepKind.Throughput or StepKind.Probe).Step.Batch;

    private List<string> Notes() =>
        [.. steps.Where(step => step.Result is ProbeResult)
            .SelectMany(step => ((ProbeResult)step.Result).Setup.Notes
                .Concat(((ProbeResult)step.Result).RefusedBatches.Where(refused => refused.Key == step.Step.Batch).Select(refused => FormattableString.Invariant($"batch {refused.Key} was refused: {refused.Value}")))
                .Select(note => $"{step.Step.Family}/{step.Step.Models[0]}: {note}"))
            .Distinct()];
}
