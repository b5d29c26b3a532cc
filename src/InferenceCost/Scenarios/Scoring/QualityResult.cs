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
}
