using System.Text.Json.Serialization;
using InferenceCost.Comparison;
using InferenceCost.Records;

namespace InferenceCost.Gate.Answers;

/// <summary>Whether both sides answer alike.</summary>
public enum AnswersVerdict
{
    /// <summary>No output differs by more than the tolerance.</summary>
    Same,

    /// <summary>An output differs by more, has another shape or type, or is missing on one side.</summary>
    Different,

    /// <summary>They differ, and nobody said how much a precision other than fp32 may.</summary>
    NotJudged,

    /// <summary>They were not compared.</summary>
    NotCompared,
}

/// <summary>What both sides of a gate answered to the same items.</summary>
public sealed record AnswersRecord
{
    /// <summary>The verdict.</summary>
    public required AnswersVerdict Verdict { get; init; }

    /// <summary>Why there is none, or what sets the sides apart before any output; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the head could not answer, although the base could.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HeadFailed { get; init; }

    /// <summary>How many items both answered.</summary>
    public int Items { get; init; }

    /// <summary>What they were fed; null where nothing was.</summary>
    public InputsKind? Inputs { get; init; }

    /// <summary>The difference that does not matter, as a share of the base's largest absolute value in an output.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Output by output.</summary>
    public IReadOnlyList<ComparedOutput> Outputs { get; init; } = [];

    /// <summary>The scores of both on these items; null where nothing is scored.</summary>
    public QualityChange? Quality { get; init; }

    /// <summary>What a reader should know, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The record of sides that were not compared.</summary>
    public static AnswersRecord None(string reason) => new() { Verdict = AnswersVerdict.NotCompared, Reason = reason };
}

/// <summary>One output of both sides.</summary>
public sealed record ComparedOutput
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is alike.</summary>
    public required AnswersVerdict Verdict { get; init; }

    /// <summary>The type of its elements in the base: <c>float32</c>; null for what is no tensor, or lacking there.</summary>
    public string? Type { get; init; }

    /// <summary>How it differs as a whole: it is lacking, or of another shape or type; null where it does not.</summary>
    public string? Fault { get; init; }

    /// <summary>How many values were compared.</summary>
    public long Values { get; init; }

    /// <summary>The largest absolute difference of numbers that are finite on both sides; null for whole numbers and texts.</summary>
    public double? LargestDifference { get; init; }

    /// <summary>The largest absolute value in the base; null likewise.</summary>
    public double? LargestValue { get; init; }

    /// <summary>The item of the largest difference, or of the first one of whole numbers and texts; null without one.</summary>
    public long? Item { get; init; }

    /// <summary>How many values are a finite number on one side and none on the other, or infinite in the other direction.</summary>
    public long NotFinite { get; init; }

    /// <summary>
    /// How many values differ, of whole numbers and truth values; of texts and types of less than a byte how many calls. Null of numbers.
    /// </summary>
    public long? Unequal { get; init; }

    /// <summary>
    /// For how many items another class has the highest score, although the two highest of the base are further apart than the tolerance;
    /// null where an output is no row of scores for each item.
    /// </summary>
    public int? ChangedClasses { get; init; }

    /// <summary>The largest difference as a share of the base's largest value; null for whole numbers and texts.</summary>
    [JsonIgnore]
    public double? Share => LargestDifference is not { } difference ? null : difference == 0 ? 0 : difference / LargestValue;
}
