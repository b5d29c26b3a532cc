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
