using System.Text.Json.Serialization;
using InferenceCost.Records;

namespace InferenceCost.Judging;

/// <summary>One of the models whose predictions are judged.</summary>
public sealed record JudgedModel
{
    /// <summary>The file of its predictions.</summary>
    public required string File { get; init; }

    /// <summary>What it is in the comparison.</summary>
    public required JudgedRole Role { get; init; }

    /// <summary>Its quality by the metric of the comparison; null where nothing scores its answers.</summary>
    public double? Score { get; init; }

    /// <summary>
    /// What a model is scored by. Controls and other teachers have the accuracy, by which they are set beside the others, wherever answers
    /// are classes.
    /// </summary>
    /// <param name="role">What it is in the comparison.</param>
    /// <param name="metric">What teacher and student are compared by; null where nothing compares them.</param>
    public static string ScoredBy(JudgedRole role, string? metric) =>
        metric is not null && (role is JudgedRole.Teacher or JudgedRole.Student || QualityMetric.Find(metric).Form != AnswerForm.Classes)
            ? metric
            : QualityMetric.Default.Id;

    /// <summary>Lower end of the score's own 95 % interval (Wilson's of an accuracy); null for a metric that has none.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>Share of items with the teacher's answer, right or wrong; null for the teacher, and without answers.</summary>
    public double? AgreementWithTeacher { get; init; }

    /// <summary>How far its probabilities can be trusted; null without labels or probabilities.</summary>
    public CalibrationRecord? Calibration { get; init; }
}

/// <summary>What a model whose predictions are judged is in the comparison.</summary>
public enum JudgedRole
{
    /// <summary>The larger model.</summary>
    Teacher,

    /// <summary>The model that is to match it.</summary>
    Student,

    /// <summary>A student that learnt without the teacher.</summary>
    Control,

    /// <summary>A larger model that the student did not learn from.</summary>
    [JsonStringEnumMemberName("other teacher")]
    OtherTeacher,
}
