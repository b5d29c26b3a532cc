using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class OutputsWrittenRuleTests
{
    private static readonly ProviderProof Unwritten = new(null, null, null, WritesItsOutputs: false);

    [Fact]
    public void Outputs_of_an_earlier_call_are_told() => Assert.Equal(
        ReasonCode.OutputsNotWritten,
        Assert.Single(new OutputsWrittenRule().Check(MeasuredCases.Create(MeasuredCases.WebGpu, proof: Unwritten))).Code);

    [Fact]
    public void The_latency_without_copies_expects_none() => Assert.Empty(
        new OutputsWrittenRule().Check(MeasuredCases.Create(MeasuredCases.WebGpu, Metric.ComputeLatency, proof: Unwritten)));
}
