using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>
/// Whether a student behaves more like this teacher than comparable models that did not learn from it. Evidence, whichever way it points:
/// models can be alike for other reasons, and a student can have learnt from a teacher without showing it here.
/// </summary>
public sealed record LineageRecord
{
    /// <summary>The finding as a word.</summary>
    public required LineageVerdict Verdict { get; init; }

    /// <summary>The finding as one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The student's error consistency with the teacher; null where chance leaves no room.</summary>
    public required double? ErrorConsistency { get; init; }

    /// <summary>The controls that count, with their error consistency with the teacher.</summary>
    public IReadOnlyList<LineageControl> Controls { get; init; } = [];

    /// <summary>Controls that do not count, each with the reason.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>
    /// Where the consistency of one more control would lie: lower end of the prediction interval; null with too few controls.
    /// </summary>
    public double? PredictionLow { get; init; }

    /// <summary>Its upper end: a student above it is closer than chance among controls explains.</summary>
    public double? PredictionHigh { get; init; }

    /// <summary>The prediction interval's confidence.</summary>
    public double? Confidence { get; init; }

    /// <summary>The student's place among itself and the controls, 1 for the most consistent with the teacher.</summary>
    public int? Rank { get; init; }

    /// <summary>The student's consistency with other teachers of the same task; empty where none is known.</summary>
    public IReadOnlyDictionary<string, double> OtherTeachers { get; init; } = new Dictionary<string, double>();

    /// <summary>Agreement among the items that both get wrong: of the student with the teacher.</summary>
    public double? WrongAgreement { get; init; }

    /// <summary>KL(teacher || student) in nats.</summary>
    public double? PredictiveKl { get; init; }

    /// <summary>The copy probability of the student.</summary>
    public double? CopyProbability { get; init; }
}

/// <summary>Whether a student is closer to a teacher than models that did not learn from it.</summary>
public enum LineageVerdict
{
    /// <summary>It is shown to be closer.</summary>
    Closer,

    /// <summary>It is not shown to be.</summary>
    [JsonStringEnumMemberName("not shown")]
    NotShown,

    /// <summary>There are too few controls to compare with.</summary>
    [JsonStringEnumMemberName("too few controls")]
    TooFewControls,
}

/// <summary>One control of a lineage comparison: the same figures as the student's.</summary>
/// <param name="Model">The control.</param>
/// <param name="ErrorConsistency">Its error consistency with the teacher.</param>
/// <param name="WrongAgreement">Its agreement with the teacher where both are wrong; null where there are no such items.</param>
/// <param name="PredictiveKl">KL(teacher || control) in nats; null without probabilities.</param>
/// <param name="CopyProbability">Its copy probability.</param>
public sealed record LineageControl(
    string Model, double ErrorConsistency, double? WrongAgreement, double? PredictiveKl, double? CopyProbability);

/// <summary>
/// How well the lineage comparison does where the truth is known: seeds of one network, some distilled from the teacher, some trained
/// without it. Every distilled seed is judged against the controls, every control against the other controls.
/// </summary>
/// <param name="Family">The family's id.</param>
/// <param name="Provider">The provider that computed the answers.</param>
/// <param name="Student">The student whose seeds they are.</param>
/// <param name="Distilled">How many distilled seeds were judged.</param>
/// <param name="Found">How many of them were called closer.</param>
/// <param name="SensitivityLow">Lower end of the Clopper-Pearson interval of the share found.</param>
/// <param name="SensitivityHigh">Upper end.</param>
/// <param name="Controls">How many controls were judged.</param>
/// <param name="FalseAlarms">How many of them were called closer.</param>
/// <param name="FalseAlarmLow">Lower end of the Clopper-Pearson interval of the share of false alarms.</param>
/// <param name="FalseAlarmHigh">Upper end.</param>
/// <param name="Confidence">Confidence of both intervals.</param>
public sealed record LineageCheckRecord(
    string Family, string Provider, string Student, int Distilled, int Found, double SensitivityLow, double SensitivityHigh, int Controls,
    int FalseAlarms, double FalseAlarmLow, double FalseAlarmHigh, double Confidence);
