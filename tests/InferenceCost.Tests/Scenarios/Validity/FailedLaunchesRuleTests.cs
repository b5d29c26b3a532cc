using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class FailedLaunchesRuleTests
{
    private static readonly FailedResult Killed = new("killed", "the process was killed", "free memory");

    [Fact]
    public void Each_way_of_failing_is_told_once_and_counted()
    {
        var hung = new FailedResult("hung", "no answer", "wait");
        var reasons = new FailedLaunchesRule().Check(MeasuredCases.Create(launches: [Killed, new LatencyResult([], []), hung, Killed]));
        Assert.Equal(
            [("2 of 4 launches: killed: the process was killed", "free memory"), ("1 of 4 launches: hung: no answer", "wait")],
            reasons.Select(reason => (reason.Message, reason.Fix)));
    }

    [Fact]
    public void Launches_of_another_scenario_are_no_matter() =>
        Assert.Empty(new FailedLaunchesRule().Check(MeasuredCases.Create(launches: [Killed]) with { Scenario = "throughput" }));
}
