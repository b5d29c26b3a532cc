using InferenceCost.Records;

namespace InferenceCost.Scenarios.Validity;

/// <summary>Launches that failed while others did not: the others count, and each way of failing is told once.</summary>
internal sealed class FailedLaunchesRule : IValidityRule
{
    /// <inheritdoc/>
    public bool Invalidates => false;

    /// <inheritdoc/>
    public IEnumerable<Reason> Check(MeasuredCase item)
    {
        var launches = item.Run.Launches(item.Scenario, item.Model);
        return from failure in item.Run.Failures(item.Scenario, item.Model)
               where failure.Step.Prepacking
               group failure.Result by failure.Result.Message into failures
               let first = failures.First()
               select new Reason(
                   ReasonCode.LaunchFailed,
                   FormattableString.Invariant($"{failures.Count()} of {launches} launches: {first.Code}: {first.Message}"),
                   first.Fix);
    }
}
