using InferenceCost.Findings.Alternatives;
using InferenceCost.Findings.MachinePeak;
using InferenceCost.Findings.Placement;
using InferenceCost.Findings.Providers;
using InferenceCost.Findings.Sizes;
using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings;

/// <summary>
/// What a stored run tells beyond its own figures and claims: recomputed from it by every reader, and the same in every format.
/// </summary>
/// <param name="Providers">The CPU against other providers, and the batch from which those pay.</param>
/// <param name="SizeCurves">How costs grow with size.</param>
/// <param name="ForetoldSavings">What counting would have foretold of the latency.</param>
/// <param name="Rooflines">How near the machine's limits, and what binds.</param>
/// <param name="Placement">Where nodes ran.</param>
/// <param name="Alternatives">Families with a converted copy: the models side by side, and which is beaten.</param>
public sealed record RunFindings(
    IReadOnlyList<ProviderComparison> Providers, IReadOnlyList<SizeCurve> SizeCurves, IReadOnlyList<ForetoldSaving> ForetoldSavings,
    IReadOnlyList<CaseRoofline> Rooflines, NodePlacement Placement, IReadOnlyList<QuantiseOrDistil> Alternatives)
{
    /// <summary>The findings of a run.</summary>
    public static RunFindings Find(RunRecord run)
    {
        var view = new RunView(run);
        return new RunFindings(
            [.. ProviderComparison.All(view)], [.. SizeCurve.All(view)], [.. ForetoldSaving.All(view)], [.. CaseRoofline.All(view)],
            NodePlacement.Find(run), [.. QuantiseOrDistil.All(view)]);
    }
}
