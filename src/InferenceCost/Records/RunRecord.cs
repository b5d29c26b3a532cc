using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>
/// Everything that one invocation measured: the content of <c>run.json</c>. Times are nanoseconds, sizes bytes, rates items per second;
/// raw samples are kept, and what can be recomputed from them is stored only where a reader needs it at a glance.
/// </summary>
public record RunRecord
{
    /// <summary>The schema this version writes. A reader refuses any other.</summary>
    public const string CurrentSchema = "inference-cost/1";

    /// <summary>Which schema the file follows.</summary>
    public required string Schema { get; init; }

    /// <summary><c>complete</c>, or <c>interrupted</c> when a part of the plan was not carried out.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether the figures are made up from a known truth and nothing was measured: compared with its own kind only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demo { get; init; }

    /// <summary>Who measured when, and how it was asked for.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>The machine and the software on it.</summary>
    public required EnvironmentRecord Environment { get; init; }

    /// <summary>A hash of the stable facts in <see cref="Environment"/>: two runs with the same fingerprint may be compared.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The native ONNX Runtime library that ran.</summary>
    public required NativeLibraryRecord Native { get; init; }

    /// <summary>How busy the machine was.</summary>
    public required ConditionsRecord Conditions { get; init; }

    /// <summary>The tasks and models that were measured.</summary>
    public IReadOnlyList<FamilyRecord> Families { get; init; } = [];

    /// <summary>What was measured, valid or not.</summary>
    public IReadOnlyList<CaseRecord> Cases { get; init; } = [];

    /// <summary>What this machine or this plan could not measure, and why.</summary>
    public IReadOnlyList<UnavailableRecord> Unavailable { get; init; } = [];

    /// <summary>The score of each model on each provider.</summary>
    public IReadOnlyList<QualityRecord> Quality { get; init; } = [];

    /// <summary>Teacher over student, from launches in which both ran.</summary>
    public IReadOnlyList<RatioRecord> Ratios { get; init; } = [];

    /// <summary>The verdict on each student.</summary>
    public IReadOnlyList<ClaimRecord> Claims { get; init; } = [];

    /// <summary>What providers other than the CPU computed, beside the CPU's.</summary>
    public IReadOnlyList<OutputRecord> Outputs { get; init; } = [];

    /// <summary>What the machine can do at most, one for each provider and number of callers; empty where it was not measured.</summary>
    public IReadOnlyList<LimitsRecord> Limits { get; init; } = [];

    /// <summary>The lineage comparison tried on families whose seeds show the truth; empty where none has enough.</summary>
    public IReadOnlyList<LineageCheckRecord> LineageChecks { get; init; } = [];

    /// <summary>Remarks that belong to the whole run: what was dropped, assumed, or disagreed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Whether the whole plan was carried out.</summary>
public enum RunStatus
{
    /// <summary>Every step of the plan ended, well or not.</summary>
    Complete,

    /// <summary>Stopped before the end; <c>run --resume</c> goes on from there.</summary>
    Interrupted,
}

/// <summary>Who measured when, and how it was asked for.</summary>
/// <param name="Id">Start time and a random part; also the name of the default output folder.</param>
/// <param name="StartedUtc">When the program started, ISO 8601 with Z.</param>
/// <param name="DurationSeconds">From program start to the writing of this record, summed over resumptions.</param>
/// <param name="Commit">The git commit of the checkout the program was built from, if known.</param>
/// <param name="Dirty">Whether that checkout had uncommitted changes, if known.</param>
/// <param name="ToolVersion">The version of InferenceCost.</param>
/// <param name="Arguments">The command line, without the program's name.</param>
/// <param name="Profile"><c>quick</c>, <c>default</c> or <c>thorough</c>.</param>
/// <param name="BudgetSeconds">How long the run was allowed to take.</param>
public sealed record RunInfo(
    string Id, string StartedUtc, double DurationSeconds, string? Commit, bool? Dirty, string ToolVersion,
    IReadOnlyList<string> Arguments, string Profile, double BudgetSeconds);

/// <summary>Something that was not measured.</summary>
/// <param name="Metric">What would have been measured.</param>
/// <param name="Model">Of which model (<c>family/model</c>), or null for all.</param>
/// <param name="Provider">On which provider, or null for all.</param>
/// <param name="Reason">Why not, in one sentence.</param>
public sealed record UnavailableRecord(string Metric, string? Model, string? Provider, string Reason);
