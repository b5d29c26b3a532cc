using System.Text.Json.Serialization;
using InferenceCost.Machine.Facts;

namespace InferenceCost.Comparison;

/// <summary>
/// Two stored runs, compared: what the <c>compare</c> command says, and its JSON. Advisory, because the runs were not interleaved.
/// </summary>
public sealed record RunComparison
{
    /// <summary>The schema of the JSON.</summary>
    public string Schema { get; } = "inference-cost-compare/1";

    /// <summary>Always true: two runs made one after the other cannot tell a change of the software from one of the machine.</summary>
    public bool Advisory { get; } = true;

    /// <summary>Whether the figures of both runs are made up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demo { get; init; }

    /// <summary>The older side.</summary>
    public required RunIdentity Old { get; init; }

    /// <summary>The newer side.</summary>
    public required RunIdentity New { get; init; }

    /// <summary>The stable facts in which the two machines differ; empty where they do not.</summary>
    public required IReadOnlyList<FactDifference> Differences { get; init; }

    /// <summary>Whether runs of different machines were to be compared, by their ratios alone.</summary>
    public required bool AcrossMachines { get; init; }

    /// <summary>The shapes that both runs measured their common families at.</summary>
    public IReadOnlyList<ComparedShapes> Shapes { get; init; } = [];

    /// <summary>Cases and sizes that both runs have.</summary>
    public required IReadOnlyList<CostChange> Cases { get; init; }

    /// <summary>Teacher over student, where both runs have it.</summary>
    public required IReadOnlyList<CostChange> Ratios { get; init; }

    /// <summary>Scores that both runs have.</summary>
    public required IReadOnlyList<QualityChange> Quality { get; init; }

    /// <summary>Claims whose verdict changed.</summary>
    public required IReadOnlyList<ClaimChange> Claims { get; init; }

    /// <summary>Ids of cases, ratios, scores and claims that only the old run has.</summary>
    public required IReadOnlyList<string> OnlyOld { get; init; }

    /// <summary>Ids that only the new run has.</summary>
    public required IReadOnlyList<string> OnlyNew { get; init; }

    /// <summary>Ids of cases that are invalid in the new run.</summary>
    public required IReadOnlyList<string> InvalidNew { get; init; }

    /// <summary>How often each verdict was given to a cost: cases, sizes and ratios.</summary>
    public IReadOnlyDictionary<ChangeVerdict, int> Counts => Cases.Concat(Ratios).CountBy(change => change.Verdict).ToDictionary();

    /// <summary>How often each verdict was given to a score.</summary>
    public IReadOnlyDictionary<QualityVerdict, int> QualityCounts => Quality.CountBy(change => change.Verdict).ToDictionary();
}
