using System.Text.Json;
using InferenceCost.Measuring;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Answers;

/// <summary>Answer the items of a task, or made-up ones, and write every output down.</summary>
public sealed record AnswersJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>How many calls, as many as the other side made; null to choose, by what there is and how long it takes.</summary>
    public int? Calls { get; init; }

    /// <summary>Where the outputs are written, as <see cref="AnswersWriter"/> does.</summary>
    public required string OutputPath { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => AnsweringLaunch.Run(this, clock);

    /// <summary>How it is told apart in JSON.</summary>
    public static JobKind Kind { get; } = new("answers", typeof(AnswersJob), typeof(AnswersResult));

    /// <summary>JSON that knows this job beside those of all scenarios; every worker starts with <see cref="Kind"/> alone.</summary>
    public static JsonSerializerOptions Json => LazyJson.Value;

    private static readonly Lazy<JsonSerializerOptions> LazyJson = new(() => WorkerJson.Create([.. ScenarioCatalog.Kinds, Kind]));
}
