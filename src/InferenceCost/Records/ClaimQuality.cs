using System.Text.Json.Serialization;
using InferenceCost.Statistics;

namespace InferenceCost.Records;

/// <summary>The quality side of a claim: paired, item by item.</summary>
public sealed record ClaimQuality
{
    /// <summary>What the interval says, given the margin.</summary>
    public required NonInferiorityVerdict Verdict { get; init; }

    /// <summary>What is compared, one of <see cref="QualityMetric.Compared"/>.</summary>
    public string Metric { get; init; } = QualityMetric.Default.Id;

    /// <summary>What the margin bounds.</summary>
    public QualityScale Scale { get; init; }

    /// <summary>
    /// How much worse the student may be: in points of the metric (0.01 is one point), or as a share of the teacher's quality; null where
    /// nobody declared it.
    /// </summary>
    public double? Margin { get; init; }

    /// <summary>False where the margin came from the command line, after the fact.</summary>
    public required bool MarginDeclaredBeforehand { get; init; }

    /// <summary>
    /// How the intervals were made: <c>Tango score</c>, <c>paired t</c>, <c>clustered t</c>, <c>paired bootstrap</c>,
    /// <c>paired cluster bootstrap</c>.
    /// </summary>
    public string Method { get; init; } = "Tango score";

    /// <summary>The teacher's score on the paired items.</summary>
    public required double TeacherScore { get; init; }

    /// <summary>The student's score on the paired items.</summary>
    public required double StudentScore { get; init; }

    /// <summary>Student minus teacher, turned so that more is better for the student (perplexity: teacher minus student).</summary>
    public required double Delta { get; init; }

    /// <summary>Lower end of the interval of <see cref="Delta"/>; null where the items do not support one.</summary>
    public required double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double? High { get; init; }

    /// <summary>The confidence of the intervals (two-sided).</summary>
    public required double Confidence { get; init; }

    /// <summary>The student's quality over the teacher's, with its interval at the same confidence; null where it has none.</summary>
    public RatioInterval? Ratio { get; init; }

    /// <summary>Whether somebody else graded the answers, and nothing was scored in this run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool GradedElsewhere { get; init; }

    /// <summary>How many items were paired.</summary>
    public required int Items { get; init; }

    /// <summary>How many sources the items come from, where that is known: sources and not items are then the replicates.</summary>
    public int? Clusters { get; init; }

    /// <summary>Items that both get right; null for a metric that is not one of right and wrong.</summary>
    public int? BothRight { get; init; }

    /// <summary>Items that only the teacher gets right; null likewise.</summary>
    public int? OnlyTeacherRight { get; init; }

    /// <summary>Items that only the student gets right; null likewise.</summary>
    public int? OnlyStudentRight { get; init; }

    /// <summary>The two-sided mid-p McNemar value of no difference; null likewise.</summary>
    public double? McNemarMidP { get; init; }

    /// <summary>
    /// For an inconclusive verdict: items needed if there is truly no difference; null where none would be expected to show it.
    /// </summary>
    public long? NeededItemsIfEqual { get; init; }

    /// <summary>For an inconclusive verdict: items needed if the observed difference is the true one; null likewise.</summary>
    public long? NeededItemsAsObserved { get; init; }

    /// <summary>
    /// The smallest margin that so many items prove with 80 % power if the models are truly equal, at the spread that was seen; null where
    /// none.
    /// </summary>
    public double? ProvableMargin { get; init; }

    /// <summary>How far the student behaves as the teacher does.</summary>
    public FidelityRecord? Fidelity { get; init; }

    /// <summary>How the quality of both models' probabilities differs; null without probabilities and labels.</summary>
    public PairedCalibrationRecord? Calibration { get; init; }

    /// <summary>The student against the teacher, class by class; null without labels.</summary>
    public ClassesRecord? Classes { get; init; }

    /// <summary>What learning from the teacher gave; null where there is no control.</summary>
    public DistillationRecord? Distillation { get; init; }

    /// <summary>
    /// Whether the student is closer to this teacher than models that did not learn from it; null where there is no control.
    /// </summary>
    public LineageRecord? Lineage { get; init; }
}

/// <summary>What a margin bounds.</summary>
public enum QualityScale
{
    /// <summary>The difference of the two qualities: 0.01 allows one point less.</summary>
    Difference,

    /// <summary>The ratio of the two: 0.01 allows one percent less.</summary>
    Ratio,
}

/// <summary>A ratio and its interval.</summary>
/// <param name="Estimate">The ratio.</param>
/// <param name="Low">Lower end; null where there is no interval.</param>
/// <param name="High">Upper end; null where there is no interval, or none above.</param>
public sealed record RatioInterval(double Estimate, double? Low, double? High);
