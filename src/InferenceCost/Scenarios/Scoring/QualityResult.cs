using System.Text.Json.Serialization;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>The answer to a <see cref="QualityJob"/>.</summary>
/// <param name="Items">How many items were scored.</param>
/// <param name="PredictionsSha256">The hash of the predictions file.</param>
/// <param name="Seconds">How long scoring took.</param>
/// <param name="AgainstCpu">How far the scores are from the CPU's for the same items; null on the CPU.</param>
public sealed record QualityResult(int Items, string PredictionsSha256, double Seconds, ScoreDifference? AgainstCpu = null) : WorkerResult
{
    /// <summary>What the numbers of the output were taken for; null in journals of older versions and of demonstrations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerReading? Answer { get; init; }

    /// <summary>What was found of answers that hang on the batch; null where they do not, or where that was not tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TwoBatches? Batches { get; init; }
}

/// <summary>Answers of a model whose answers hang on the batch.</summary>
/// <param name="Batch">Items a call of the predictions.</param>
/// <param name="Other">Items a call of the other predictions.</param>
/// <param name="OtherSha256">The hash of the file of those.</param>
/// <param name="Drawn">How many items were drawn to find it.</param>
/// <param name="Difference">How far the answers to these are apart.</param>
public sealed record TwoBatches(int Batch, int Other, string OtherSha256, int Drawn, ScoreDifference Difference);
