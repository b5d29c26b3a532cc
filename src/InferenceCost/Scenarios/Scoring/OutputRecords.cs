using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// What a provider computes beside what the CPU does, one record for each model: of all scored items, or of the one that was probed.
/// </summary>
internal static class OutputRecords
{
    /// <summary>The records; none on the CPU.</summary>
    public static IEnumerable<OutputRecord> Make(FinishedRun run) =>
        from model in run.Probed
        let scored = run.Answers<QualityResult>(ScoringScenario.Name).FirstOrDefault(answer => answer.Step.Models[0] == model).Result
        let record = scored is { AgainstCpu: { } scores } ? Record(run, model, scored.Items, scores.Scores, scores.OtherClass)
            : run.Probe(model)?.Setup.Proof?.AgainstCpu is { } probed ? Record(run, model, 1, probed, null)
            : null
        where record is not null
        select record;

    private static OutputRecord Record(FinishedRun run, string model, int items, OutputDifference difference, int? otherClass) => new(
        run.Family.Id, model, run.Provider, items, difference.Values, Finite(difference.Largest), Finite(difference.Mean), difference.Scale,
        otherClass);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
