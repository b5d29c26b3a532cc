using InferenceCost.Quality.Lineage;
using InferenceCost.Records;
using InferenceCost.Tests.Quality.Pairing;

namespace InferenceCost.Tests.Quality.Lineage;

public sealed class LineageTests
{
    private const int Items = 4_000;

    private static readonly InferenceCost.Tasks.Answers.Predictions Teacher = Mistakes("t", shared: 200, own: 0, offset: 0);

    [Theory]
    [InlineData(2, LineageVerdict.TooFewControls, "2 comparable controls, and lineage evidence needs 3")]
    [InlineData(3, LineageVerdict.Closer, "s is closest of 4 to this teacher (error")]
    [InlineData(5, LineageVerdict.Closer, "closest of 6 to this teacher, and closer than comparable models that did not learn from it")]
    public void How_strongly_it_speaks_depends_on_the_number_of_controls(int controls, LineageVerdict verdict, string words)
    {
        var lineage = LineageEvidence.Gather(Teacher, Student(shared: 190), Controls(controls))!;
        Assert.Equal((verdict, 1), (lineage.Verdict, lineage.Rank));
        Assert.Contains(words, lineage.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("proof", lineage.Sentence, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_student_among_its_controls_is_not_shown_to_be_closer()
    {
        var lineage = LineageEvidence.Gather(Teacher, Student(shared: 101), Controls(5))!;
        Assert.Equal(LineageVerdict.NotShown, lineage.Verdict);
        Assert.InRange(lineage.ErrorConsistency!.Value, lineage.PredictionLow!.Value, lineage.PredictionHigh!.Value);
        Assert.Contains("and not closer than", lineage.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_of_another_strength_does_not_count()
    {
        var lineage =
            LineageEvidence.Gather(
                Teacher, Student(shared: 190), [.. Controls(3), new TrainingRun("weak", Mistakes("weak", 100, 200, 700))])!;
        Assert.Equal(3, lineage.Controls.Count);
        Assert.Contains("weak: -2.50 points", Assert.Single(lineage.Excluded), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_teachers_stand_beside_this_one()
    {
        var lineage =
            LineageEvidence.Gather(
                Teacher, Student(shared: 190), Controls(3), [new TrainingRun("other", Mistakes("other", 20, 180, 900))])!;
        Assert.True(lineage.OtherTeachers["other"] < lineage.ErrorConsistency);
    }

    [Fact]
    public void Tried_on_seeds_whose_origin_is_known_it_counts_what_it_finds_and_what_it_calls_wrongly()
    {
        var seeds = Enumerable.Range(2, 3)
            .Select(seed => new TrainingRun($"s{seed}", Mistakes($"s{seed}", 186 + seed, 14 - seed, 800), Distilled: true));
        var check = LineageCheck.Run("f", "cpu", Teacher, Student(shared: 190), [.. seeds, .. Controls(5)])!;
        Assert.Equal((4, 4, 5, 0), (check.Distilled, check.Found, check.Controls, check.FalseAlarms));
        Assert.Equal((1, 0), (check.SensitivityHigh, check.FalseAlarmLow), (one, other) =>
            Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) < 1e-12);
    }

    [Fact]
    public void With_three_controls_none_can_be_judged_by_three_others() =>
        Assert.Null(LineageCheck.Run(
            "f", "cpu", Teacher, Student(shared: 190),
            [new TrainingRun("s2", Mistakes("s2", 188, 12, 800), Distilled: true), .. Controls(3)]));

    private static TrainingRun Student(int shared) => new("s", Mistakes("s", shared, 200 - shared, 600), Distilled: true);

    /// <summary>Controls share about half of the teacher's 200 mistakes.</summary>
    private static TrainingRun[] Controls(int count) =>
        [.. Enumerable.Range(0, count).Select(
            control => new TrainingRun($"c{control}", Mistakes($"c{control}", 98 + control, 102 - control, 1_000 + (300 * control))))];

    /// <summary>Mistakes on the first <paramref name="shared"/> items, which are the teacher's too, and on others of its own.</summary>
    private static InferenceCost.Tasks.Answers.Predictions Mistakes(string source, int shared, int own, int offset) =>
        AnswerSheet.WrongOn(source, Items, item => item < shared || (item >= offset && item < offset + own && item >= 200));
}
