using InferenceCost.Quality.Metrics;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class AnswerCountsTests
{
    private const int Classes = 4;
    private static readonly (int[] Labels, int[] Teacher, int[] Student) Answers = Draw(3_000);

    [Fact]
    public void Counted_items_have_the_score_of_the_items()
    {
        var counted = AnswerCounts.Of(Answers.Labels, Answers.Teacher, Answers.Student, Classes)!;
        Assert.Equal(MacroF1.Compute(Answers.Labels, Answers.Teacher), counted.ScoreTeacher(counted.Counts), 1e-12);
        Assert.Equal(MacroF1.Compute(Answers.Labels, Answers.Student), counted.ScoreStudent(counted.Counts), 1e-12);
    }

    [Fact]
    public void Items_of_which_nearly_each_is_of_a_kind_of_its_own_are_not_counted() =>
        Assert.Null(AnswerCounts.Of([.. Enumerable.Range(0, 100)], new int[100], new int[100], 100));

    [Fact]
    public void Drawing_kinds_gives_the_distribution_of_drawing_items()
    {
        var (labels, teacher, student) = Answers;
        var counted = AnswerCounts.Of(labels, teacher, student, Classes)!;
        foreach (var confidence in new[] { 0.50, 0.90, 0.98 })
        {
            var items = PairedBootstrap.Compute(
                labels.Length, drawn => MacroF1.Compute(labels, teacher, Classes, drawn),
                drawn => MacroF1.Compute(labels, student, Classes, drawn), seed: 1, confidence)!.Value;
            var kinds = PairedBootstrap.OfKinds(counted.Counts, counted.ScoreTeacher, counted.ScoreStudent, seed: 2, confidence)!.Value;

            // Two quantiles of 10,000 draws each: the farthest out is known to a thirtieth of a standard error.
            var error = items.Width / 2 / MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
            Assert.Equal(items.Low, kinds.Low, 0.12 * error);
            Assert.Equal(items.High, kinds.High, 0.12 * error);
        }
    }

    [Fact]
    public void Exchanging_the_models_mirrors_the_interval()
    {
        var (labels, teacher, student) = Answers;
        var (one, other) = (
            AnswerCounts.Of(labels, teacher, student, Classes)!, AnswerCounts.Of(labels, student, teacher, Classes)!);
        var forth = PairedBootstrap.OfKinds(one.Counts, one.ScoreTeacher, one.ScoreStudent, seed: 3)!.Value;
        var back = PairedBootstrap.OfKinds(other.Counts, other.ScoreTeacher, other.ScoreStudent, seed: 3)!.Value;
        Assert.Equal(forth.Low, -back.High, 1e-12);
        Assert.Equal(forth.High, -back.Low, 1e-12);
    }

    private static (int[] Labels, int[] Teacher, int[] Student) Draw(int items)
    {
        var random = new Random(5);
        int[] labels = [.. Enumerable.Range(0, items).Select(_ => Math.Min(random.Next(Classes), random.Next(Classes)))];
        int[] teacher = [.. labels.Select(label => random.NextDouble() < 0.9 ? label : random.Next(Classes))];
        int[] student =
        [
            .. labels.Zip(teacher, (label, answer) =>
                random.NextDouble() < 0.7 ? answer : random.NextDouble() < 0.8 ? label : random.Next(Classes)),
        ];
        return (labels, teacher, student);
    }
}
