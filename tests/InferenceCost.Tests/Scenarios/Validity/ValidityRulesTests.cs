using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Validity;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Scenarios.Validity;

public sealed class ValidityRulesTests
{
    private static readonly FailedResult Killed = new("killed", "the process was killed", "free memory");

    [Fact]
    public void Every_rule_of_the_folder_is_asked() => Assert.Equal(
        typeof(IValidityRule).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IValidityRule))).Select(type => type.Name).Order(),
        ValidityRules.All.Select(rule => rule.GetType().Name).Order());

    [Fact]
    public void A_case_in_which_nothing_is_wrong_is_valid_without_a_reason()
    {
        var validity = ValidityRules.Check(MeasuredCases.Create());
        Assert.True(validity.IsValid);
        Assert.Empty(validity.Reasons);
    }

    [Fact]
    public void Reasons_come_in_the_order_of_the_rules()
    {
        var proof = new ProviderProof(null, null, null, WritesItsOutputs: false);
        var spoilt = MeasuredCases.Create(
            MeasuredCases.WebGpu, proof: proof, unusable: FakeAnswers.Teacher, launches: [Killed],
            placement: new PlacementRecord(PlacementSource.Profile, new Dictionary<string, int>(), ["Det (d) on CPU"]));
        var validity = ValidityRules.Check(spoilt);
        Assert.False(validity.IsValid);
        Assert.Equal(
            [
                ReasonCode.Placement, ReasonCode.PlacementUnknown, ReasonCode.OutputsNotWritten, ReasonCode.NoTeacher,
                ReasonCode.LaunchFailed,
            ],
            validity.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void What_a_reader_has_to_know_does_not_make_a_case_invalid()
    {
        var validity = ValidityRules.Check(
            MeasuredCases.Create(placement: MeasuredCases.Placement("Det (d) on CPU"), allowFallback: true, launches: [Killed]));
        Assert.True(validity.IsValid);
        Assert.Equal([ReasonCode.Fallback, ReasonCode.LaunchFailed], validity.Reasons.Select(reason => reason.Code));
    }
}
