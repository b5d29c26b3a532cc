using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Planning;

/// <summary>
/// Turns a request and the probes into steps. Rounds mix the metrics (a latency launch, a cold launch of every model, a throughput launch,
/// then again), so that a slow hour of the machine falls on all of them and an interrupted run has something of each.
/// </summary>
public static class FamilyPlanner
{
    /// <summary>Makes the plan; what does not fit into the budget is dropped, optional steps from the end.</summary>
    /// <param name="request">What is to be measured.</param>
    /// <param name="probes">What the probes found, one per model that runs.</param>
    /// <param name="profile">How much precision is wanted.</param>
    /// <param name="secondsLeft">How much time these steps may take.</param>
    /// <param name="budgetSeconds">How long the whole run may take, to be named where something is dropped.</param>
    /// <param name="further">
    /// The same at other sizes and numbers of threads, with what the probes found there; all of that may be dropped.
    /// </param>
    public static Plan Build(
        PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes, Profile profile, double secondsLeft, double budgetSeconds,
        IReadOnlyList<(PlanRequest Request, Dictionary<string, ModelProbe> Probes)>? further = null)
    {
        var impossible = new List<UnavailableRecord>();
        IReadOnlyList<PlanStep> steps =
        [
            .. Steps(request, probes, profile, impossible)
                .Concat((further ?? []).SelectMany(other => Steps(other.Request, other.Probes, profile, impossible)))
                .OrderBy(planned => planned.Moment)
                .Select(planned => planned.Step),
        ];
        var kept = Fit(steps, secondsLeft, out var dropped);
        return new Plan(
            kept,
            [.. impossible, .. dropped.GroupBy(step => step.Scenario).SelectMany(group => Explain([.. group], budgetSeconds))],
            budgetSeconds);
    }

    private static List<PlannedStep> Steps(
        PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes, Profile profile, List<UnavailableRecord> impossible)
    {
        var (possible, left) = Possible(request, probes);
        impossible.AddRange(left);
        var context = new PlanContext(possible, probes, profile);
        var isFurther = request.Variant is not null;
        return [.. ScenarioCatalog.All
            .Where(scenario => !request.LeftOut.Contains(scenario.Id) && (!isFurther || scenario.IsAtEveryVariant))
            .SelectMany(scenario => scenario.Plan(context))
            .Select(planned => isFurther ? planned with { Step = planned.Step with { Optional = true } } : planned)];
    }

    /// <summary>
    /// The batches that every model can run: those asked for latency, and for throughput and memory the largest up to the one asked.
    /// </summary>
    private static (PlanRequest Request, IReadOnlyList<UnavailableRecord> Dropped) Possible(
        PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes)
    {
        bool Runs(int batch) => probes.Values.All(probe => probe.CallNanoseconds.ContainsKey(batch));
        var at = request.Variant is { } variant ? $" at {variant.Words}" : "";
        string WhyNot(int batch) => probes.Values.First(probe => !probe.CallNanoseconds.ContainsKey(batch)) is var refusing
            && refusing.Refused.TryGetValue(batch, out var reason)
                ? $"batch {batch}{at}: {refusing.Model}: {reason}"
                : FormattableString.Invariant($"batch {batch}{at}: not every model runs it");
        var latency = request.LatencyBatches.Where(Runs).ToList();
        var common = probes.Values.SelectMany(probe => probe.CallNanoseconds.Keys)
            .Where(batch => batch <= request.ThroughputBatch && Runs(batch))
            .DefaultIfEmpty(1).Max();
        var dropped = request.LatencyBatches.Except(latency).Select(batch => new UnavailableRecord(
            Metric.Latency.Id, null, request.Provider, WhyNot(batch))).ToList();
        if (common < request.ThroughputBatch)
        {
            dropped.Add(new UnavailableRecord(
                Metric.Throughput.Id, null, request.Provider,
                FormattableString.Invariant($"{WhyNot(request.ThroughputBatch)}; throughput and memory are measured at batch {common}")));
        }

        return (request with { LatencyBatches = latency.Count > 0 ? latency : [1], ThroughputBatch = common }, [.. dropped]);
    }

    private static List<PlanStep> Fit(IReadOnlyList<PlanStep> steps, double seconds, out List<PlanStep> dropped)
    {
        var kept = steps.ToList();
        dropped = [];
        for (var i = kept.Count - 1; i >= 0 && kept.Sum(step => step.EstimatedSeconds) > seconds; i--)
        {
            if (kept[i].Optional)
            {
                dropped.Insert(0, kept[i]);
                kept.RemoveAt(i);
            }
        }

        return kept;
    }

    /// <summary>One record for each model that lost steps of a kind, with the same reason for all.</summary>
    private static IEnumerable<UnavailableRecord> Explain(IReadOnlyList<PlanStep> dropped, double budgetSeconds)
    {
        var what = dropped.Count == 1 ? "one step" : $"{dropped.Count} steps of this kind";
        var reason = FormattableString.Invariant(
            $"{what} dropped: about {dropped.Sum(step => step.EstimatedSeconds):0} s more than the budget of {budgetSeconds:0} s leaves");
        return (from step in dropped
                from metric in ScenarioCatalog.Find(step.Scenario).MissingWithout(step)
                select new UnavailableRecord(
                    metric, step.Models.Count == 1 ? $"{step.Family}/{step.Models[0]}" : null, step.Provider, reason)).Distinct();
    }
}
