using InferenceCost.Records;
using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class PlacementKnownRuleTests
{
    private static readonly PlacementRecord Unknown = new(PlacementSource.Profile, new Dictionary<string, int>(), []);

    [Fact]
    public void A_provider_that_tells_of_no_node_is_not_believed() => Assert.Equal(
        ReasonCode.PlacementUnknown,
        Assert.Single(new PlacementKnownRule().Check(MeasuredCases.Create(MeasuredCases.WebGpu, placement: Unknown))).Code);

    [Fact]
    public void The_cpu_needs_no_proof() => Assert.Empty(new PlacementKnownRule().Check(MeasuredCases.Create(placement: Unknown)));
}
