using System.Text.Json;
using InferenceCost.Gate.Answers;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>What a worker may be asked, by a run or by a gate.</summary>
public static class GateJobs
{
    /// <summary>JSON that knows all of it.</summary>
    public static JsonSerializerOptions Json { get; } = WorkerJson.Create([.. ScenarioCatalog.Kinds, InterleavedJob.Kind, AnswersJob.Kind]);
}
