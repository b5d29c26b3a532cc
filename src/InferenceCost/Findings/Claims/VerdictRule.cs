using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Claims;

/// <summary>
/// From the parts to the verdict on the whole. No correction for several resources: the claim holds only if each of them is shown,
/// so that the chance of a wrong "holds" is at most that of its weakest part (an intersection-union test; Berger, Technometrics 24, 1982).
/// </summary>
internal static class VerdictRule
{
    /// <summary>
    /// The verdict. What refutes the claim comes first: no quality makes up for a required resource that is shown higher. Sizes are read
    /// from files; where nothing that had to be measured was, they decide nothing.
    /// </summary>
    public static ClaimVerdict Decide(QualityEvidence quality, IReadOnlyList<ClaimResource> resources)
    {
        var required = resources.Where(resource => resource.Required).ToList();
        var measured = required.Where(resource => resource.Source == ResourceSource.Measured).ToList();
        if (measured.Count > 0 && measured.TrueForAll(resource => resource.Estimate is null))
        {
            required = measured;
        }

        if (quality.Verdict == NonInferiorityVerdict.Inferior || required.Exists(resource => resource.Shown == ShownDirection.Higher))
        {
            return ClaimVerdict.DoesNotHold;
        }

        if (quality.Verdict is not { } compared)
        {
            return quality.Undecidable ? ClaimVerdict.NotShown : ClaimVerdict.QualityNotMeasured;
        }

        var lower = required.Count(resource => resource.Shown == ShownDirection.Lower);
        return !compared.Matches() || lower == 0 ? ClaimVerdict.NotShown
            : lower == required.Count && !quality.FailsOnAClass ? ClaimVerdict.Holds
            : ClaimVerdict.Partly;
    }
}
