using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>The score of one model on one provider.</summary>
public sealed record QualityRecord
{
    /// <summary>The family's id.</summary>
    public required string Family { get; init; }

    /// <summary>The model's id within the family.</summary>
    public required string Model { get; init; }

    /// <summary>The execution provider that computed the predictions.</summary>
    public required string Provider { get; init; }

    /// <summary>
    /// How it is scored: by the metric that the family declares, but for one of classes without an interval of its own, which is told among
    /// the details of the <c>accuracy</c>; without labels <c>agreement</c>.
    /// </summary>
    public required string Metric { get; init; }

    /// <summary>How many items were scored.</summary>
    public required int Items { get; init; }

    /// <summary>The score, in the unit of its metric; shares from 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Lower end of the score's own interval (of a share of items: Wilson's); null for a metric that has none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>That interval's confidence.</summary>
    public double? Confidence { get; init; }

    /// <summary>What the numbers of the model's output were taken for, and why; null in records of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerReading? Answer { get; init; }

    /// <summary>The recorded predictions.</summary>
    public PredictionsFile? Predictions { get; init; }

    /// <summary>
    /// Items a call, where the answers hang on it: the batch of the latency that claims use. Null where they do not, or where nobody
    /// looked.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Batch { get; init; }

    /// <summary>The score at the other batch that costs are reported at, where the answers hang on it; null likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QualityAtBatch? AtOtherBatch { get; init; }

    /// <summary>
    /// Whether its answers were recorded elsewhere and not computed in this run; <see cref="ModelRecord.Answers"/> says how.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRecorded { get; init; }

    /// <summary>How far its probabilities can be trusted; null without labels or probabilities.</summary>
    public CalibrationRecord? Calibration { get; init; }

    /// <summary>
    /// More figures by name: correct, negativeLogLikelihood, brier, agreementWithTeacher, predictiveKl,
    /// otherThanRecorded (the share of items with another class than among the answers that its family carries); the score by the
    /// metric that the family declares, where <see cref="Metric"/> is another (<see cref="QualityMetric.Detail"/>).
    /// </summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();
}

/// <summary>A file of recorded predictions.</summary>
/// <param name="File">Relative to the run's folder.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record PredictionsFile(string File, string Sha256);

/// <summary>The score of a model whose answers hang on the batch, at another batch than the one that claims use.</summary>
/// <param name="Batch">Items a call.</param>
/// <param name="Score">The score there, by the metric of the record.</param>
/// <param name="Low">Lower end of its interval; null for a metric that has none.</param>
/// <param name="High">Upper end.</param>
/// <param name="OtherAnswers">How many items it answers otherwise than at the record's batch.</param>
/// <param name="Drawn">How many items were drawn to find that the answers hang on the batch.</param>
/// <param name="LargestDifference">
/// The largest difference of an output between the two batches among those; null where it is not finite.
/// </param>
/// <param name="Scale">The largest absolute value of those outputs.</param>
/// <param name="Predictions">The recorded predictions.</param>
public sealed record QualityAtBatch(
    int Batch, double Score, double? Low, double? High, int OtherAnswers, int Drawn, double? LargestDifference, double Scale,
    PredictionsFile Predictions);
