using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Validity;

/// <summary>A model that could not be probed: nothing of it was timed, and the case has the reason that the probe gave.</summary>
internal sealed class UsableModelRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => true;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        if (item.Run.Failures(PlanStep.Probe, item.Model).FirstOrDefault().Result is { } unusable)
        {
            yield return new Reason(unusable.Code, unusable.Message, unusable.Fix);
        }
    }
}
