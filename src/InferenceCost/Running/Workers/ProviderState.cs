using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Running.Workers;

/// <summary>Whether a provider can be used here.</summary>
/// <param name="Id">The provider.</param>
/// <param name="InThisBuild">Whether this build's native library has it.</param>
/// <param name="Problem">Why it cannot be used; null where a model ran on it.</param>
/// <param name="Limit">What it does not run here, though it can be used; null where nothing of that kind was seen.</param>
/// <param name="Needs">What a machine and a build need to have it.</param>
public sealed record ProviderState(string Id, bool InThisBuild, string? Problem, string? Limit, string Needs)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether a model ran on it.</summary>
    public bool IsUsable => Problem is null;

    /// <summary>
    /// Every provider that is known. Those that this build has run the null model, each in a process of its own: a driver may end the
    /// process that loads it, or keep memory for as long as it lives.
    /// </summary>
    /// <param name="program">How a worker is started.</param>
    /// <param name="cancellation">Ends the workers, and throws.</param>
    public static async Task<IReadOnlyList<ProviderState>> OfAll(CapturedProcess program, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("inference-cost-");
        try
        {
            var worker = new WorkerProcess(program, folder.FullName);
            var states = new List<ProviderState>();
            foreach (var provider in ProviderCatalog.Known)
            {
                states.Add(provider.IsBuiltIn
                    ? await Tried(worker, folder.FullName, provider, cancellation)
                    : new ProviderState(provider.Id, false, "not in this build", null, provider.Needs));
            }

            return states;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ProviderState> Tried(
        WorkerProcess worker, string folder, ExecutionProvider provider, CancellationToken cancellation)
    {
        var problem = await ProblemOf(NullModel.ToBytes(), worker, folder, provider, cancellation);
        if (problem is not null && await ProblemOf(NullModel.WithoutConvolution(), worker, folder, provider, cancellation) is null)
        {
            return new ProviderState(provider.Id, true, null, $"no convolution: {problem}", provider.Needs);
        }

        return new ProviderState(provider.Id, true, problem, null, provider.Needs);
    }

    private static async Task<string?> ProblemOf(
        byte[] model, WorkerProcess worker, string folder, ExecutionProvider provider, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, "null.onnx");
        await File.WriteAllBytesAsync(path, model, cancellation);
        var job = new ProbeJob { Provider = provider.Id, Settings = new SessionSettings(), Model = new JobModel(
            "null", path, new InputSource(), null), Batches = [1] };
        return await worker.Do(job, Patience, cancellation) switch
        {
            ProbeResult { Setup.Placement: { Elsewhere.Count: > 0 } placement } =>
                $"runs elsewhere: {string.Join(", ", placement.Elsewhere)}",
            ProbeResult => null,
            FailedResult failed => failed.Message,
            var other => throw new InvalidOperationException($"a probe was answered with a {other.GetType().Name}"),
        };
    }
}
