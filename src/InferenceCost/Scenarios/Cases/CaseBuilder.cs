using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Validity;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Cases;

/// <summary>What all cases of one model on one provider have in common.</summary>
internal sealed class CaseBuilder(FinishedRun run, string model)
{
    /// <summary>Raised whenever the way of measuring changes, so that figures made before and after are not compared.</summary>
    private const int HarnessVersion = 1;

    private readonly ProbeResult? probe = run.Probe(model);

    /// <summary>Makes a case from samples; without any it is invalid, with the reasons its launches gave.</summary>
    /// <param name="metric">What was measured.</param>
    /// <param name="scenario">The scenario that measured it.</param>
    /// <param name="batch">Items per call.</param>
    /// <param name="sampleKind">What a sample is of.</param>
    /// <param name="samples">The samples, launch by launch.</param>
    /// <param name="callers">Callers at the same time.</param>
    /// <param name="settings">What the id names after the provider's options; null for nothing.</param>
    public CaseRecord Build(
        Metric metric, string scenario, int batch, SampleKind sampleKind, IReadOnlyList<double[]> samples, int callers = 1,
        IReadOnlyList<string>? settings = null)
    {
        var threads = Threads;
        var validity = ValidityRules.Check(new MeasuredCase(run, model, metric, scenario));
        var all = samples.SelectMany(launch => launch).Where(double.IsFinite).ToArray();
        var summary = all.Length == 0 ? null : Summary.Compute(all);
        return new CaseRecord
        {
            Id = Id(metric, batch, threads, callers, settings ?? []).ToString(),
            Metric = metric.Id,
            Family = run.Family.Id,
            Model = model,
            Provider = run.Provider,
            Threads = threads,
            Callers = callers,
            Batch = batch,
            Shapes = WithBatch(batch),
            Sizes = run.Sizes,
            IsFurther = run.IsFurther,
            Inputs = probe?.Setup.Inputs ?? InputsKind.Task,
            Settings = probe?.Setup.Settings ?? new SettingsRecord(),
            Placement = probe?.Setup.Placement,
            Unit = metric.Unit,
            Better = metric.Direction,
            SampleKind = sampleKind,
            Samples = samples,
            Summary = summary is null ? null : new SampleSummary(summary.Count, summary.Min, summary.P25, summary.Median, summary.Mean),
            Version = Version(metric.Id, batch),
            Valid = summary is not null && validity.IsValid,
            Reasons = validity.Reasons,
        };
    }

    private int Threads => probe is not null && probe.Setup.Settings.Requested.TryGetValue("intra_op_num_threads", out var text)
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : run.Threads;

    private CaseId Id(Metric metric, int batch, int threads, int callers, IReadOnlyList<string> settings) => new()
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
            .. AxisSizes.Part(run.Sizes) is { } sizes ? [sizes] : Array.Empty<string>(),
            .. (probe?.Setup.Settings.Requested ?? new Dictionary<string, string>())
                .Where(option => option.Key.StartsWith($"{run.Provider}.", StringComparison.Ordinal))
                .Select(option => CaseId.Setting(option.Key, option.Value)),
            .. settings,
        ],
    };

    private Dictionary<string, IReadOnlyList<long>> WithBatch(int batch) =>
        probe is null ? [] : probe.Setup.ShapesAt(batch);

    private string Version(string metric, int batch)
    {
        var sha = run.Family.Models.First(item => item.Id == model).Sha256;
        var shapes = string.Join(';', WithBatch(batch).Select(pair => $"{pair.Key}={string.Join('x', pair.Value)}"));
        var text = FormattableString.Invariant($"{HarnessVersion}|{metric}|{sha}|{batch}|{shapes}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
