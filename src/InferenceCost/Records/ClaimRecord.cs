using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>The verdict on one student against its teacher on one provider.</summary>
public sealed record ClaimRecord
{
    /// <summary>The family's id.</summary>
    public required string Family { get; init; }

    /// <summary>The teacher's id.</summary>
    public required string Teacher { get; init; }

    /// <summary>The student's id.</summary>
    public required string Student { get; init; }

    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The verdict on the whole claim.</summary>
    public required ClaimVerdict Verdict { get; init; }

    /// <summary>One sentence that a person can quote.</summary>
    public required string Sentence { get; init; }

    /// <summary>The quality side; null where quality was not measured.</summary>
    public ClaimQuality? Quality { get; init; }

    /// <summary>The cost side.</summary>
    public IReadOnlyList<ClaimResource> Resources { get; init; } = [];

    /// <summary>True for the smallest student that holds, by the fixed sequence from the largest down.</summary>
    public bool SmallestThatHolds { get; init; }
}

/// <summary>The five verdicts.</summary>
public enum ClaimVerdict
{
    /// <summary>It matches, and every required resource is shown lower.</summary>
    [JsonStringEnumMemberName("holds")]
    Holds,

    /// <summary>It matches, and some but not all required resources are shown lower.</summary>
    [JsonStringEnumMemberName("partly")]
    Partly,

    /// <summary>It is shown not to match, or a required resource is shown higher.</summary>
    [JsonStringEnumMemberName("does not hold")]
    DoesNotHold,

    /// <summary>The measurements do not decide.</summary>
    [JsonStringEnumMemberName("not shown")]
    NotShown,

    /// <summary>Cost alone was measured.</summary>
    [JsonStringEnumMemberName("quality not measured")]
    QualityNotMeasured,
}

/// <summary>One resource of a claim.</summary>
/// <param name="Metric"><c>latency</c>, <c>throughput</c>, <c>memory</c> or <c>size</c>.</param>
/// <param name="Required">Whether the claim needs it.</param>
/// <param name="Estimate">Teacher over student: 4.8 means that the student needs 4.8 times less; null where it was not measured.</param>
/// <param name="Low">Lower end of its interval; the estimate itself for a static fact.</param>
/// <param name="High">Upper end; null where the estimate is a lower bound.</param>
/// <param name="Confidence">The interval's confidence; null for a static fact.</param>
/// <param name="Shown">What the interval shows.</param>
/// <param name="Source">Where the ratio comes from.</param>
/// <param name="Note">What a reader should know: below resolution, contaminated, not measured because ...</param>
public sealed record ClaimResource(
    string Metric, bool Required, double? Estimate, double? Low, double? High, double? Confidence,
    ShownDirection Shown, ResourceSource Source, string? Note = null);

/// <summary>Where the ratio of a resource comes from.</summary>
public enum ResourceSource
{
    /// <summary>It was measured, and has an interval.</summary>
    Measured,

    /// <summary>It was counted.</summary>
    Static,
}

/// <summary>What a resource's interval shows.</summary>
public enum ShownDirection
{
    /// <summary>The student needs less, by at least the family's minimum saving.</summary>
    Lower,

    /// <summary>The student needs more.</summary>
    Higher,

    /// <summary>Neither.</summary>
    Neither,
}
