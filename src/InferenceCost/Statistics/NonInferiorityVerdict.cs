using System.Text.Json.Serialization;

namespace InferenceCost.Statistics;

/// <summary>What an interval of (student - teacher) says about quality, given the loss that was declared tolerable.</summary>
public enum NonInferiorityVerdict
{
    /// <summary>Neither a tolerable nor an intolerable loss is shown, nor which model is worse: more items are needed.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>The student is shown to be worse, but not whether by more than the margin. Counts as inconclusive.</summary>
    [JsonStringEnumMemberName("worse, size undecided")]
    WorseSizeUndecided,

    /// <summary>The student is shown to be worse by more than the margin.</summary>
    [JsonStringEnumMemberName("inferior")]
    Inferior,

    /// <summary>The student is shown not to be worse by the margin or more.</summary>
    [JsonStringEnumMemberName("non-inferior")]
    NonInferior,

    /// <summary>The difference is shown to be smaller than the margin in both directions.</summary>
    [JsonStringEnumMemberName("equivalent")]
    Equivalent,

    /// <summary>The student is shown to be better than the teacher.</summary>
    [JsonStringEnumMemberName("better")]
    Better,

    /// <summary>Nobody said how much worse is still a match.</summary>
    [JsonStringEnumMemberName("not judged")]
    NotJudged,
}
