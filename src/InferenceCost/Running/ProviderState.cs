using InferenceCost.Data;
using InferenceCost.Execution;
using InferenceCost.Execution.Providers;
using InferenceCost.Measurement;

namespace InferenceCost.Running;

/// <summary>Whether a provider can be used here.</summary>
/// <param name="Id">The provider.</param>
/// <param name="InThisBuild">Whether this build's native library has it.</param>
/// <param name="Problem">Why it cannot be used; null where a model ran on it.</param>
/// <param name="Needs">What a machine and a build need to have it.</param>
public sealed record ProviderState(string Id, bool InThisBuild, string? Problem, string Needs)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Whether a model ran on it.</summary>
    public bool IsUsable => Problem is null;

    /// <summary>
    /// Every provider that is known. Those that this build has run the null model, each in a process of its own: a driver may end the process that
    /// loads it, or keep memory for as long as it lives.
    /// </summary>
    /// <param name="program">How a worker is started.</param>
    /// <param name="cancellation">Ends the workers, and throws.</param>
    public static async Task<IReadOnlyList<ProviderState>> OfAll(ChildProcess program, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("inference-cost-");
        try
        {
            var path = Path.Combine(folder.FullName, "null.onnx");
            await File.WriteAllBytesAsync(path, NullModel.ToBytes(), cancellation);
            var states = new List<ProviderState>();
            foreach (var provider in ProviderCatalog.Known)
            {
                var problem = provider.IsBuiltIn ? await ProblemOf(new WorkerProcess(program, folder.FullName), provider, path, cancellation) : "not in this build";
                states.Add(new ProviderState(provider.Id, provider.IsBuiltIn, problem, provider.Needs));
            }

            return states;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> ProblemOf(WorkerProcess worker, ExecutionProvider provider, string path, CancellationToken cancellation)
    {
        var job = new ProbeJob { Provider = provider.Id, Settings = new SessionSettings(), Model = new JobModel("null", path, new InputSource(), null), Batches = [1] };
        return await worker.Do(job, Patience, cancellation) switch
        {
            ProbeResult { Setup.Placement: { Elsewhere.Count: > 0 } placement } => $"runs no convolution or product of matrices: {string.Join(", ", placement.Elsewhere)}",
            ProbeResult => null,
            FailedResult failed => failed.Message,
            var other => throw new InvalidOperationException($"a probe was answered with a {other.GetType().Name}"),
        };
    }
}
