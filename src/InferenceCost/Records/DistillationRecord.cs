using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>
/// What learning from the teacher gave a student, told apart from what its size cost. Two statements of different reach: about two given
/// files, for which the items are the replicates, and about distillation as a way of training, for which only seeds are.
/// </summary>
public sealed record DistillationRecord
{
    /// <summary>The control: the same network and schedule, trained without the teacher.</summary>
    public required string Control { get; init; }

    /// <summary>The student's score minus the control's, of these two files.</summary>
    public required double Delta { get; init; }

    /// <summary>Lower end of Tango's interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Its confidence.</summary>
    public required double Confidence { get; init; }

    /// <summary>
    /// The share of the gap between control and teacher that the student closed, with Fieller's interval; null where the gap itself is not
    /// shown.
    /// </summary>
    public RatioInterval? GapClosed { get; init; }

    /// <summary>Why there is no <see cref="GapClosed"/>; null where there is.</summary>
    public string? GapNotShown { get; init; }

    /// <summary>The comparison of seeds; null where there are fewer than two of each arm.</summary>
    public SeedsRecord? Seeds { get; init; }

    /// <summary>What may be said of distillation here.</summary>
    public required DistillationConclusion Conclusion { get; init; }
}

/// <summary>What seeds show of distillation as a way of training.</summary>
public enum DistillationConclusion
{
    /// <summary>Distilled seeds are shown to be better.</summary>
    Helps,

    /// <summary>They are shown to be worse.</summary>
    Hurts,

    /// <summary>Neither is shown.</summary>
    [JsonStringEnumMemberName("not shown")]
    NotShown,

    /// <summary>There are too few seeds to say anything.</summary>
    [JsonStringEnumMemberName("too few seeds")]
    TooFewSeeds,
}

/// <summary>Distilled seeds against seeds trained without the teacher.</summary>
/// <param name="Distilled">Scores of the distilled seeds, by model.</param>
/// <param name="Controls">Scores of the others.</param>
/// <param name="Delta">Mean of the distilled minus mean of the others.</param>
/// <param name="Low">Lower end of Welch's interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Its confidence.</param>
public sealed record SeedsRecord(
    IReadOnlyDictionary<string, double> Distilled, IReadOnlyDictionary<string, double> Controls, double Delta, double Low, double High,
    double Confidence);
