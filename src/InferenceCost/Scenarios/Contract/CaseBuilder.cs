using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What all cases of one model on one provider have in common.</summary>
internal sealed class CaseBuilder(FinishedRun run, string model)
{
    /// <summary>Raised whenever the way of measuring changes, so that figures made before and after are not compared.</summary>
    private const int HarnessVersion = 1;

    private readonly ProbeResult? probe = run.Probe(model);

    /// <summary>Makes a case from samples; without any it is invalid, with the reasons its launches gave.</summary>
    public CaseRecord Build(Metric metric, string scenario, int batch, SampleKind sampleKind, IReadOnlyList<double[]> samples, int callers = 1)
    {
        var threads = Threads;
        List<Reason> reasons = [.. Provider(metric), .. Launches(scenario)];
        var all = samples.SelectMany(launch => launch).Where(double.IsFinite).ToArray();
        var summary = all.Length == 0 ? null : Summary.Of(all);
        return new CaseRecord
        {
            Id = Id(metric, batch, threads, callers).ToString(),
            Metric = metric.Id,
            Family = run.Family.Id,
            Model = model,
            Provider = run.Provider,
            Threads = threads,
            Callers = callers,
            Batch = batch,
            Shapes = WithBatch(batch),
            Inputs = probe?.Setup.Inputs ?? InputsKind.Task,
            Settings = probe?.Setup.Settings ?? new SettingsRecord(),
            Placement = probe?.Setup.Placement,
            Unit = metric.Unit,
            Better = metric.Direction,
            SampleKind = sampleKind,
            Samples = samples,
            Summary = summary is null ? null : new SampleSummary(summary.Count, summary.Min, summary.P25, summary.Median, summary.Mean),
            Version = Version(metric.Id, batch),
            Valid = summary is not null && reasons.TrueForAll(reason => reason.Code is ReasonCode.LaunchFailed or ReasonCode.Fallback),
            Reasons = reasons,
        };
    }

    private int Threads => probe is not null && probe.Setup.Settings.Requested.TryGetValue("intra_op_num_threads", out var text)
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 1;

    private CaseId Id(Metric metric, int batch, int threads, int callers) => new()
    {
        Metric = metric.Id,
        Family = run.Family.Id,
        Model = model,
        Provider = run.Provider,
        Batch = batch,
        Threads = threads,
        Callers = callers,
        Settings =
        [
            .. (probe?.Setup.Settings.Requested ?? new Dictionary<string, string>())
                .Where(option => option.Key.StartsWith($"{run.Provider}.", StringComparison.Ordinal))
                .Select(option => CaseId.Setting(option.Key, option.Value)),
        ],
    };

    /// <summary>What was found out about the model on its provider before it was timed.</summary>
    private IEnumerable<Reason> Provider(Metric metric)
    {
        if (probe?.Setup.Placement is { Elsewhere.Count: > 0 } placement)
        {
            var nodes = $"nodes ran elsewhere than asked: {string.Join(", ", placement.Elsewhere)}";
            yield return run.AllowFallback
                ? new Reason(ReasonCode.Fallback, nodes, "leave --allow-fallback out to have such cases called invalid")
                : new Reason(ReasonCode.Placement, nodes, "choose a provider that has these operators, or allow it with --allow-fallback");
        }

        if (run.Provider != ProviderIds.Cpu && probe?.Setup.Placement is { Nodes.Count: 0 })
        {
            yield return new Reason(
                ReasonCode.PlacementUnknown, "the runtime tells of no node where it ran: it may have been the processor", "use another version of ONNX Runtime or of the provider");
        }

        if (metric != Metric.ComputeLatency && probe?.Setup.Proof is { WritesItsOutputs: false })
        {
            yield return new Reason(
                ReasonCode.OutputsNotWritten, "calls do not write their outputs to the host: what came out is what an earlier call left", "leave out the option that captures graphs");
        }

        if (metric == Metric.ComputeLatency && probe?.Setup.Proof?.Unfinished is > ProviderProof.MostUnfinished and var share)
        {
            yield return new Reason(
                ReasonCode.NotSynchronised, FormattableString.Invariant($"calls return before the device has finished: {100 * share:0} % of the work was still to be done"),
                "use the latency with copies, which ends with the outputs on the host");
        }
    }

    private List<Reason> Launches(string scenario)
    {
        var reasons = new List<Reason>();
        if (run.Failures(PlanStep.Probe, model).FirstOrDefault().Result is { } unusable)
        {
            reasons.Add(new Reason(unusable.Code, unusable.Message, unusable.Fix));
        }

        if (model != run.Teacher && run.Failures(PlanStep.Probe, run.Teacher).Any())
        {
            reasons.Add(new Reason(ReasonCode.NoTeacher, $"its teacher {run.Teacher} cannot be measured, and it is measured beside that alone", "mend the teacher: its own cases say what is wrong"));
        }

        var launches = run.Launches(scenario, model);
        reasons.AddRange(run.Failures(scenario, model).Where(failure => failure.Step.Prepacking).GroupBy(failure => failure.Result.Message)
            .Select(group => new Reason(
                ReasonCode.LaunchFailed, FormattableString.Invariant($"{group.Count()} of {launches} launches: {group.First().Result.Code}: {group.Key}"), group.First().Result.Fix)));
        return reasons;
    }

    private Dictionary<string, IReadOnlyList<long>> WithBatch(int batch) =>
        probe is null ? [] : probe.Setup.ShapesAt(batch);

    private string Version(string metric, int batch)
    {
        var sha = run.Family.Models.First(item => item.Id == model).Sha256;
        var text = FormattableString.Invariant($"{HarnessVersion}|{metric}|{sha}|{batch}|{string.Join(';', WithBatch(batch).Select(pair => $"{pair.Key}={string.Join('x', pair.Value)}"))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
