using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Tests.Reporting;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Comparison;

public sealed class RunComparerTests
{
    [Fact]
    public void A_run_has_not_changed_from_itself()
    {
        var comparison = Compare(Run(), Run());
        Assert.Equal([ChangeVerdict.Same], comparison.Cases.Concat(comparison.Ratios).Select(change => change.Verdict).Distinct());
        Assert.Equal(
            (4 + 2 + 1, 0, 0, 0),
            (comparison.Counts[ChangeVerdict.Same], comparison.OnlyOld.Count, comparison.OnlyNew.Count, comparison.Claims.Count));
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void What_is_only_on_one_side_is_listed()
    {
        var @new = Run() with { Quality = [], Ratios = [], Cases = [.. Run().Cases.Skip(1), Case(Metric.Load.Id, "teacher", "ns", 1e6)] };
        var comparison = Compare(Run(), @new);
        Assert.Equal(
            [
                "accuracy/toys/student/cpu", "accuracy/toys/teacher/cpu", "latency/toys/teacher/cpu/b1/t1",
                "ratio/latency/toys/teacher/student/cpu/b1/t1",
            ],
            comparison.OnlyOld);
        Assert.Equal(["load/toys/teacher/cpu/b1/t1"], comparison.OnlyNew);
    }

    [Fact]
    public void Other_machines_are_named_and_only_ratios_travel()
    {
        var @new = Run(student: 4e5) with { Fingerprint = "000000000000", Environment = Run().Environment with { LogicalCores = 8 } };
        var refused = Compare(Run(), @new);
        Assert.Equal("logical cores", Assert.Single(refused.Differences).Fact);
        Assert.All(
            refused.Cases.Where(change => change.Metric != Metric.Size.Id).Concat(refused.Ratios),
            change => Assert.Equal(ChangeVerdict.NotComparable, change.Verdict));

        var across = Compare(Run(), @new, acrossMachines: true);
        Assert.All(
            across.Cases.Where(change => change.Metric != Metric.Size.Id),
            change => Assert.Equal(ChangeVerdict.NotComparable, change.Verdict));
        Assert.Equal(ChangeVerdict.Slower, Assert.Single(across.Ratios).Verdict);
    }

    [Fact]
    public void A_ratio_of_other_files_or_of_invalid_cases_is_not_compared()
    {
        var family = Run().Families[0];
        var retrained = Run() with { Families = [family with { Models = [family.Models[0], family.Models[1] with { Sha256 = "0123" }] }] };
        Assert.Equal("another file of student", Compare(Run(), retrained).Ratios[0].Reason);
        var invalid = Run().WithCase("latency/toys/teacher/cpu/b1/t1", item => item with { Valid = false });
        Assert.Equal("the case of teacher is invalid in OLD", Compare(invalid, Run()).Ratios[0].Reason);
        Assert.Equal(["latency/toys/teacher/cpu/b1/t1"], Compare(Run(), invalid).InvalidNew);
    }

    [Theory]
    [InlineData(400_001, ChangeVerdict.Slower)]
    [InlineData(399_999, ChangeVerdict.Faster)]
    public void A_size_is_exact(long bytes, ChangeVerdict verdict)
    {
        var family = Run().Families[0];
        var changed = Run() with { Families = [family with { Models = [family.Models[0], family.Models[1] with { FileBytes = bytes }] }] };
        Assert.Equal(verdict, Compare(Run(), changed).Change("size/toys/student").Verdict);
    }

    [Theory]
    [InlineData(ClaimVerdict.Holds, ClaimVerdict.NotShown, true)]
    [InlineData(ClaimVerdict.NotShown, ClaimVerdict.DoesNotHold, true)]
    [InlineData(ClaimVerdict.DoesNotHold, ClaimVerdict.Partly, false)]
    public void Claims_that_changed_are_listed(ClaimVerdict before, ClaimVerdict after, bool worse)
    {
        RunRecord With(ClaimVerdict verdict) => Run() with { Claims = [Run().Claims[0] with { Verdict = verdict }] };
        Assert.Equal(
            new ClaimChange("claim/toys/teacher/student/cpu", before, after, worse),
            Assert.Single(Compare(With(before), With(after)).Claims));
    }

    [Fact]
    public void Thousands_of_cases_are_compared_and_told()
    {
        static RunRecord Large(double value) => Run() with
        {
            Cases = [.. Enumerable.Range(0, 5000)
                .Select(index => Case(Metric.Latency.Id, FormattableString.Invariant($"model-{index:0000}"), "ns", value + index))],
        };
        var comparison = Compare(Large(1e6), Large(1.2e6));
        Assert.Equal(5000, comparison.Counts[ChangeVerdict.Slower]);
        Assert.Equal(5000, Printed.Markdown(comparison).Split('\n').Count(
            line => line.StartsWith("| slower | latency of model-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Empty_runs_compare_to_nothing()
    {
        var empty = Run() with { Families = [], Cases = [], Ratios = [], Quality = [], Claims = [] };
        var comparison = Compare(empty, empty);
        Assert.Empty(comparison.Counts);
        Assert.Equal(4 + 2 + 1 + 2 + 1, Compare(Run(), empty).OnlyOld.Count);
    }
}
