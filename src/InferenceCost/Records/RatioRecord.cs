using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>How many times less the student needs than the teacher, from launches in which both ran.</summary>
public sealed record RatioRecord
{
    /// <summary>One of <see cref="Records.Metric"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The family's id.</summary>
    public required string Family { get; init; }

    /// <summary>The teacher's id.</summary>
    public required string Teacher { get; init; }

    /// <summary>The student's id.</summary>
    public required string Student { get; init; }

    /// <summary>The execution provider of both.</summary>
    public required string Provider { get; init; }

    /// <summary>Items per call, the same for both.</summary>
    public required int Batch { get; init; }

    /// <summary>Threads inside one call, the same for both.</summary>
    public required int Threads { get; init; }

    /// <summary>Sizes that were given to free axes by name; null where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Sizes { get; init; }

    /// <summary>
    /// Whether it was measured at another size or another number of threads than those named first: no claim rests on it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFurther { get; init; }

    /// <summary>What tells it from the same at other sizes and threads; empty for those that claims use.</summary>
    [JsonIgnore]
    public string VariantKey => AxisSizes.VariantKey(IsFurther, Threads, Sizes);

    /// <summary>The samples, launch by launch.</summary>
    public IReadOnlyList<RatioLaunch> Launches { get; init; } = [];

    /// <summary>
    /// Teacher over student in cost: 4.8 means that the student needs 4.8 times less. (For a rate: student over teacher.)
    /// </summary>
    public double? Estimate { get; init; }

    /// <summary>Lower end of the interval; null below six launches.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>The confidence that the interval achieves.</summary>
    public double? Confidence { get; init; }

    /// <summary>True where a growth below the resolution makes the estimate a lower bound ("at least").</summary>
    public bool AtLeast { get; init; }

    /// <summary>Whether the canary says that the machine treated both alike.</summary>
    public bool Contaminated { get; init; }
}

/// <summary>One launch of a ratio.</summary>
/// <param name="Index">Which launch, from 0.</param>
/// <param name="Order">The order in which the models' blocks ran, as model ids joined by blanks, first palindrome only.</param>
/// <param name="Teacher">The teacher's samples, paired with the student's by position.</param>
/// <param name="Student">The student's samples.</param>
/// <param name="Canary">The canary's share: its time beside the teacher's block over its time beside the student's, pair by pair.</param>
public sealed record RatioLaunch(int Index, string Order, double[] Teacher, double[] Student, double[] Canary);
