using InferenceCost.Records;
using InferenceCost.Scenarios.Cases;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>Cold launches as cases (load, first inference, memory) and as the memory ratio.</summary>
internal static class ColdRecords
{
    /// <summary>Four cases per probed model.</summary>
    public static IEnumerable<CaseRecord> Cases(FinishedRun run)
    {
        foreach (var model in run.Probed)
        {
            var cold = Launches(run, model);
            var builder = new CaseBuilder(run, model);
            CaseRecord Case(Metric metric, int batch, Func<ColdResult, double> value) => builder.Build(
                metric, ColdStartScenario.Name, batch, SampleKind.Launch, [.. cold.Select(launch => new[] { value(launch) })])
                with { Inputs = InputsKind.Synthetic };

            yield return Case(Metric.Load, 1, launch => launch.LoadNanoseconds);
            yield return Case(Metric.FirstInference, 1, launch => launch.FirstInferenceNanoseconds);
            yield return Case(Metric.PeakMemory, run.ThroughputBatch, launch => launch.PeakBytes) with { Parts = Parts(run, model, cold) };
            yield return Case(Metric.SteadyMemory, run.ThroughputBatch, SteadyGrowth) with { Parts = Parts(run, model, cold) };
        }
    }

    /// <summary>One ratio per student: growth of the process over its zero, load and run included.</summary>
    public static IEnumerable<RatioRecord> Ratios(FinishedRun run)
    {
        var teacher = Rounds(run, run.Teacher).ToList();
        foreach (var student in run.Students)
        {
            var launches = teacher.Join(
                Rounds(run, student), one => one.Launch, other => other.Launch,
                (one, other) => new RatioLaunch(
                    one.Launch, $"{run.Teacher} {student}", [PeakGrowth(one.Result)], [PeakGrowth(other.Result)], [])).ToList();
            var ratio = RatioBuilder.Start(
                run, Metric.PeakMemory, student, run.ThroughputBatch) with { Launches = [.. launches.Select(AtResolution)] };
            yield return RatioBuilder.Complete(ratio) with
            {
                Launches = launches,
                AtLeast = launches.Count > 0
                    && Quantile.Median([.. launches.Select(launch => launch.Student[0])]) < Metric.MemoryResolution,
            };
        }
    }

    private static List<ColdResult> Launches(FinishedRun run, string model, bool prepacking = true) =>
        [.. Rounds(run, model, prepacking).Select(round => round.Result)];

    /// <summary>
    /// The launches that succeeded, each with its round: models of one round ran soon after each other, and belong together.
    /// </summary>
    private static IEnumerable<(int Launch, ColdResult Result)> Rounds(FinishedRun run, string model, bool prepacking = true) =>
        run.Answers<ColdResult>(ColdStartScenario.Name)
            .Where(item => item.Step.Prepacking == prepacking && item.Step.Models[0] == model)
            .Select(item => (item.Step.Launch, item.Result));

    private static RatioLaunch AtResolution(RatioLaunch launch) => launch with
    {
        Teacher = [Math.Max(launch.Teacher[0], Metric.MemoryResolution)],
        Student = [Math.Max(launch.Student[0], Metric.MemoryResolution)],
    };

    private static double PeakGrowth(ColdResult launch) => launch.PeakBytes - launch.ZeroBytes;

    private static double SteadyGrowth(ColdResult launch) => launch.SteadyBytes - launch.ZeroBytes;

    private static Dictionary<string, double>? Parts(FinishedRun run, string model, List<ColdResult> cold)
    {
        if (cold.Count == 0)
        {
            return null;
        }

        double Median(Func<ColdResult, double> value) => Quantile.Median([.. cold.Select(value)]);
        var parts = new Dictionary<string, double>
        {
            ["process"] = Median(launch => launch.ZeroBytes),
            ["growth"] = Median(PeakGrowth),
            ["weights"] = run.Family.Models.First(item => item.Id == model).InitializerBytes,
            ["managedHeap"] = Median(launch => launch.ManagedHeapBytes),
        };
        if (cold.All(launch => launch.ArenaBytes is not null))
        {
            parts["arena"] = Median(launch => launch.ArenaBytes!.Value);
        }

        foreach (var name in cold.SelectMany(launch => launch.Device.Keys).Distinct()
            .Where(name => cold.TrueForAll(launch => launch.Device.ContainsKey(name))))
        {
            parts[name] = Median(launch => launch.Device[name]);
        }

        if (Launches(run, model, prepacking: false) is { Count: > 0 } without)
        {
            parts["prepackedCopies"] = Math.Max(0, Median(SteadyGrowth) - Quantile.Median([.. without.Select(SteadyGrowth)]));
        }

        return parts;
    }
}
