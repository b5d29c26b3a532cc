using InferenceCost.Findings;
using InferenceCost.Findings.Alternatives;
using InferenceCost.Records;
using InferenceCost.Tests.Reporting;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Findings.Alternatives;

public sealed class QuantiseOrDistilTests
{
    private static readonly Standing Teacher = Standing.OfTeacher;

    [Fact]
    public void What_is_shown_to_need_less_and_matches_beats()
    {
        var smaller = Student(0.001, matches: true, (2, 1.9, 2.1));
        Assert.True(smaller.Beats(Teacher));
        Assert.False(Teacher.Beats(smaller));
    }

    [Fact]
    public void What_matches_is_alike_in_quality_whichever_score_is_higher()
    {
        var (fast, slow) = (Student(-0.002, matches: true, (8, 7, 9)), Student(0.004, matches: true, (2, 1.9, 2.1)));
        Assert.True(fast.Beats(slow));
        Assert.False(slow.Beats(fast));
    }

    [Fact]
    public void What_does_not_match_beats_nothing_that_does_and_needs_a_higher_score_among_others()
    {
        var (fast, slow) = (Student(-0.03, matches: false, (8, 7, 9)), Student(-0.002, matches: true, (2, 1.9, 2.1)));
        Assert.False(fast.Beats(slow));
        Assert.False(fast.Beats(Teacher));
        Assert.False(slow.Beats(fast));
        Assert.True(fast.Beats(Student(-0.04, matches: false, (2, 1.9, 2.1))));
        Assert.False(fast.Beats(Student(-0.02, matches: false, (2, 1.9, 2.1))));
    }

    [Fact]
    public void Being_worse_in_one_resource_is_enough_not_to_beat()
    {
        var larger = Student(0, matches: true, (8, 7, 9)) with
        {
            Resources = new Dictionary<string, Known?>(Student(0, true, (8, 7, 9)).Resources) { ["size"] = new Known(0.8, 0.8, 0.8) },
        };
        Assert.False(larger.Beats(Teacher));
    }

    [Fact]
    public void Intervals_that_overlap_and_estimates_alone_show_nothing()
    {
        Assert.False(Student(0, true, (2.05, 1.9, 2.2)).Beats(Student(0, true, (2, 1.9, 2.1))));
        Assert.False(Student(0, true, (3, null, null)).Beats(Student(0, true, (2, 1.9, 2.1))));
        Assert.False(Student(0, true, (1.9, null, null)).Beats(Student(0, true, (2, 1.9, 2.1))));
    }

    [Fact]
    public void What_is_not_known_lets_neither_beat()
    {
        var known = Student(0, true, (8, 7, 9));
        var half = known with { Resources = new Dictionary<string, Known?>(known.Resources) { ["memory"] = null } };
        Assert.False(half.Beats(Teacher));
        Assert.False((known with { Quality = null }).Beats(Teacher));
        Assert.True((known with { Quality = null }).Beats(Teacher with { Quality = null }));
    }

    [Fact]
    public void A_run_without_a_copy_asks_no_such_question()
    {
        Assert.Empty(RunFindings.Find(ReportFixture.Complete).Alternatives);
        Assert.DoesNotContain("Quantise or distil", Printed.Markdown(ReportFixture.Complete), StringComparison.Ordinal);
    }

    [Fact]
    public void The_models_of_a_family_stand_side_by_side_and_controls_do_not()
    {
        var found = Assert.Single(RunFindings.Find(WithCopy).Alternatives);
        Assert.Equal(["teacher", "s-260k", "s-95k", "s-24k", "s-8k"], found.Models.Select(model => model.Model));
        Assert.Equal(
            [Making.Teacher, Making.Converted, Making.Distilled, Making.Distilled, Making.Distilled],
            found.Models.Select(model => model.Making));
        var copy = found.Models[1];
        Assert.Equal(("int8", "accuracy", 0.9468), (copy.Precision, copy.Metric, copy.Score!.Value));
        Assert.True(copy is { Latency: > 0, Throughput: > 0, Memory: > 0, Low: > 0, High: > 0 });
        Assert.All(found.Models, model => Assert.DoesNotContain(model.Model, model.BeatenBy));
    }

    [Fact]
    public void The_page_says_which_are_not_beaten()
    {
        var page = Printed.Markdown(WithCopy);
        Assert.Contains("## Quantise or distil?", page, StringComparison.Ordinal);
        Assert.Contains("| s-260k | the teacher, quantised | int8 | 94.68 % (", page, StringComparison.Ordinal);
        Assert.Contains("| s-95k | distilled | fp32 |", page, StringComparison.Ordinal);
        Assert.Contains("beaten", page, StringComparison.Ordinal);
    }

    private static RunRecord WithCopy => ReportFixture.Complete with
    {
        Families = [.. ReportFixture.Complete.Families.Select(family => family with
        {
            Models = [.. family.Models.Select(model => model.Id == "s-260k"
                ? model with { ConvertedFrom = "teacher", Distilled = false, Precision = "int8" } : model)],
        })],
    };

    private static Standing Student(double delta, bool matches, (double Estimate, double? Low, double? High) saving) => new(
        new QualityStanding(delta, matches),
        Metric.Resources.ToDictionary(metric => metric, _ => (Known?)new Known(saving.Estimate, saving.Low, saving.High)));
}
