using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class FallbackRuleTests
{
    [Fact]
    public void Nodes_elsewhere_that_are_allowed_are_named_all_the_same() => Assert.Equal(
        "nodes ran elsewhere than asked: Det (d) on CPU",
        Assert.Single(new FallbackRule().Check(
            MeasuredCases.Create(placement: MeasuredCases.Placement("Det (d) on CPU"), allowFallback: true))).Message);

    [Fact]
    public void Nodes_elsewhere_that_are_not_allowed_are_left_to_the_rule_that_invalidates() =>
        Assert.Empty(new FallbackRule().Check(MeasuredCases.Create(placement: MeasuredCases.Placement("Det (d) on CPU"))));
}
