using InferenceCost.Scenarios.Validity;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class PlacementRuleTests
{
    [Fact]
    public void Nodes_elsewhere_are_named() => Assert.Equal(
        "nodes ran elsewhere than asked: Det (d) on CPU, If (i) on CPU",
        Assert.Single(new PlacementRule().Check(
            MeasuredCases.Create(placement: MeasuredCases.Placement("Det (d) on CPU", "If (i) on CPU")))).Message);

    [Fact]
    public void A_run_that_allows_them_breaks_nothing() => Assert.Empty(
        new PlacementRule().Check(MeasuredCases.Create(placement: MeasuredCases.Placement("Det (d) on CPU"), allowFallback: true)));

    [Fact]
    public void A_model_that_did_not_come_up_breaks_nothing() =>
        Assert.Empty(new PlacementRule().Check(MeasuredCases.Create(unusable: MeasuredCases.Student)));
}
