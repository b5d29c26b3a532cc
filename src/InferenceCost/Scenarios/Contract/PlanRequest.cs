namespace InferenceCost.Scenarios.Contract;

/// <summary>What is to be measured of one family on one provider, before anything is known about how long it takes.</summary>
public sealed record PlanRequest
{
    /// <summary>The family's id.</summary>
    public required string Family { get; init; }

    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The teacher's id.</summary>
    public required string Teacher { get; init; }

    /// <summary>The students' ids.</summary>
    public required IReadOnlyList<string> Students { get; init; }

    /// <summary>Models that are scored only, each with the student whose cost it shares (an unknown cost: the teacher's id).</summary>
    public IReadOnlyDictionary<string, string> Controls { get; init; } = new Dictionary<string, string>();

    /// <summary>How many items are scored; 0 where quality cannot be measured.</summary>
    public int Items { get; init; }

    /// <summary>Batches at which latency is measured; the first is the one that claims use.</summary>
    public IReadOnlyList<int> LatencyBatches { get; init; } = [1];

    /// <summary>The common batch for throughput and memory.</summary>
    public int ThroughputBatch { get; init; } = 32;

    /// <summary>The sizes and threads that it is measured at; null for those that claims use.</summary>
    public Variant? Variant { get; init; }

    /// <summary>Callers at the same time.</summary>
    public required int Callers { get; init; }

    /// <summary>
    /// The ids of the scenarios that are not planned here: the provider lacks what they need, or their steps are planned once in a run.
    /// </summary>
    public IReadOnlyCollection<string> LeftOut { get; init; } = [];

    /// <summary>Memory that one process may take, in bytes: an interleaved launch holds the teacher and as many students as fit.</summary>
    public long MemoryBytes { get; init; } = long.MaxValue;

    /// <summary>Whether the teacher can be run; else its recorded answers stand for it, and students are measured alone.</summary>
    public bool IsTeacherHere { get; init; } = true;

    /// <summary>The models that are timed, teacher first where it is here.</summary>
    public IReadOnlyList<string> Timed => IsTeacherHere ? [Teacher, .. Students] : Students;
}
