using InferenceCost.Records;

namespace InferenceCost.Tests.Findings.Claims;

public sealed class ClaimBuilderTests
{
    [Fact]
    public void Controls_and_teachers_are_never_claimed()
    {
        var claims = RunFixtures.Holding()
            .WithStudent("control", 95_000)
            .WithModel("control", model => model with { Role = ModelRole.Control }).Claims();
        Assert.Equal("plain-95k", Assert.Single(claims).Student);
    }

    [Fact]
    public void A_student_that_was_not_measured_is_not_claimed() =>
        Assert.Single(RunFixtures.Holding().WithStudent("left-out", 20_000).WithRun(run => run with
        {
            Ratios = [.. run.Ratios.Where(ratio => ratio.Student != "left-out")],
            Quality = [.. run.Quality.Where(record => record.Model != "left-out")],
        }).Claims());

    [Fact]
    public void A_student_of_which_only_a_failed_case_remains_is_claimed()
    {
        var claim = RunFixtures.Holding().WithRun(run => run with
        {
            Ratios = [],
            Quality = [],
            Cases = [RunFixtures.Case(Metric.Latency.Id, "plain-95k", 1, new Reason("launch-failed", "killed by signal 9", "free memory"))],
        }).Claim();
        Assert.Equal(ClaimVerdict.QualityNotMeasured, claim.Verdict);
        Assert.Equal("plain-95k: killed by signal 9", claim.Resources[0].Note);
    }

    [Fact]
    public void Each_provider_gets_its_own_claim()
    {
        var claims = RunFixtures.Holding()
            .WithRun(
                run => run with { Ratios = [.. run.Ratios, .. run.Ratios.Select(ratio => ratio with { Provider = "cuda" })] }).Claims();
        Assert.Equal(
            [("cpu", ClaimVerdict.Holds), ("cuda", ClaimVerdict.QualityNotMeasured)],
            claims.Select(claim => (claim.Provider, claim.Verdict)));
    }

    [Fact]
    public void A_run_without_measurements_claims_nothing() => Assert.Empty(RunFixtures.Empty().Claims());
}
