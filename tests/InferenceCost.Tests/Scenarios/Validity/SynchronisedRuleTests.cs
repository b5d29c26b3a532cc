using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class SynchronisedRuleTests
{
    [Fact]
    public void A_call_that_returns_too_early_says_by_how_much() => Assert.Equal(
        "calls return before the device has finished: 30 % of the work was still to be done",
        Assert.Single(Check(Metric.ComputeLatency, 0.3)).Message);

    [Fact]
    public void What_two_copies_differ_by_is_noise() => Assert.Empty(Check(Metric.ComputeLatency, ProviderProof.MostUnfinished));

    [Fact]
    public void A_latency_with_copies_ends_with_its_outputs() => Assert.Empty(Check(Metric.Latency, 0.3));

    private static IEnumerable<Reason> Check(Metric metric, double unfinished) => new SynchronisedRule().Check(
        MeasuredCases.Create(MeasuredCases.WebGpu, metric, proof: new ProviderProof(null, unfinished, null)));
}
