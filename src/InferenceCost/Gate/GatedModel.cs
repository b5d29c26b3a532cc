using System.Text.Json.Serialization;
using InferenceCost.Comparison;
using InferenceCost.Gate.Answers;

namespace InferenceCost.Gate;

/// <summary>A case of the gate: its verdict, and the first one where it was measured again.</summary>
/// <param name="Change">What counts: from the fresh launches alone, where there were any.</param>
/// <param name="First">What the first launches said, where that was measured again; null where it was not.</param>
public sealed record GatedCase(CostChange Change, CostChange? First = null);

/// <summary>What was measured of one subject.</summary>
/// <param name="Name">As <see cref="GateModel.Name"/>.</param>
/// <param name="Cases">Its cases; those of a subject that failed carry the reason.</param>
/// <param name="Launches">The first launches, raw.</param>
/// <param name="Confirmation">The fresh launches of a subject that was slower or needed more at first; empty for others.</param>
public sealed record GatedModel(
    string Name, IReadOnlyList<GatedCase> Cases, IReadOnlyList<GateLaunch> Launches, IReadOnlyList<GateLaunch> Confirmation)
{
    /// <summary>Launches that do not count, since something else on the machine met one side alone; each was made again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyList<SetAsideLaunch>? SetAside { get; init; }

    /// <summary>What both sides answered to the same items; null where a gate was interrupted before, and of older versions.</summary>
    public AnswersRecord? Answers { get; init; }

    /// <summary>The shapes of a call, by input; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>The same of the head where those are others; null where both have the same, and of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IReadOnlyDictionary<string, IReadOnlyList<long>>? HeadShapes { get; init; }
}
