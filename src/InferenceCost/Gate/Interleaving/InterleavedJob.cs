using System.Text.Json;
using InferenceCost.Measuring;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Interleaving;

/// <summary>Load one model and run a block of calls whenever the parent says so, until it says that it was the last.</summary>
public sealed record InterleavedJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>The pipe over which parent and child speak as <see cref="InterleavingProtocol"/> says.</summary>
    public string Pipe { get; init; } = "";

    /// <summary>The core to stay on, which is the other side's too; null to go where the scheduler likes.</summary>
    public int? Core { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => InterleavedPeer.Run(this, clock);

    /// <summary>How it is told apart in JSON.</summary>
    public static JobKind Kind { get; } = new("turns", typeof(InterleavedJob), typeof(InterleavedResult));

    /// <summary>JSON that knows this job beside those of all scenarios; every worker starts with <see cref="Kind"/> alone.</summary>
    public static JsonSerializerOptions Json => LazyJson.Value;

    private static readonly Lazy<JsonSerializerOptions> LazyJson = new(() => WorkerJson.Create([.. ScenarioCatalog.Kinds, Kind]));
}
