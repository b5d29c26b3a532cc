using InferenceCost.Records;
using InferenceCost.Scenarios.Validity;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class UsableModelRuleTests
{
    [Fact]
    public void A_model_that_fails_its_probe_passes_the_reason_on() => Assert.Equal(
        new Reason(ReasonCode.Crashed, "the process crashed", "use another version"),
        Assert.Single(new UsableModelRule().Check(MeasuredCases.Create(unusable: MeasuredCases.Student))));

    [Fact]
    public void The_probe_of_another_model_is_no_matter() =>
        Assert.Empty(new UsableModelRule().Check(MeasuredCases.Create(unusable: FakeAnswers.Teacher)));
}
