using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Quality;

public sealed class PairedOutcomesTests
{
    private static readonly Predictions Teacher = new("t.csv", ["a", "b", "c", "d", "e"], [0, 0, 0, 0, 0], [0, 0, 1, 1, 1]);

    [Fact]
    public void Items_are_matched_by_id_not_by_position()
    {
        // a both, b only the teacher, c only the student, d both wrong alike, e both wrong differently
        var outcomes = PairedOutcomes.Of(Teacher, new Predictions("s.csv", ["e", "d", "c", "b", "a"], [0, 0, 0, 0, 0], [2, 1, 0, 1, 0]));
        Assert.Equal(new PairedCounts(1, 1, 1, 2), outcomes.Counts);
        Assert.Equal((5, 2, 0.4), (outcomes.Items, outcomes.Agreeing, outcomes.Agreement));
    }

    [Fact]
    public void Without_labels_there_is_agreement_alone()
    {
        var outcomes = PairedOutcomes.Of(new Predictions("t", ["a"], null, [3]), new Predictions("s", ["a"], null, [3]));
        Assert.Null(outcomes.Counts);
        Assert.Equal(1, outcomes.Agreement);
    }

    [Fact]
    public void Labels_of_one_file_serve_both()
    {
        var outcomes = PairedOutcomes.Of(new Predictions("t", ["a"], null, [3]), new Predictions("s", ["a"], [3], [2]));
        Assert.Equal(new PairedCounts(0, 0, 1, 0), outcomes.Counts);
    }

    [Fact]
    public void Divergence_is_from_the_teacher_to_the_student()
    {
        // 0.5 ln(0.5 / 0.75) + 0.5 ln(0.5 / 0.25); the other direction is 0.1308
        var outcomes = PairedOutcomes.Of(
            new Predictions("t", ["a"], null, [0], [0.5f, 0.5f]), new Predictions("s", ["a"], null, [0], [0.75f, 0.25f]));
        Assert.Equal(0.14384103622589042, outcomes.PredictiveKl!.Value, 12);
    }

    [Fact]
    public void What_the_teacher_thinks_impossible_adds_nothing() =>
        Assert.Equal(0, PairedOutcomes.Of(new Predictions("t", ["a"], null, [0], [1, 0]), new Predictions("s", ["a"], null, [0], [1, 0])).PredictiveKl);

    [Theory]
    [InlineData("s.csv: item e of t.csv is missing", "a", "b", "c", "d", "x")]
    [InlineData("s.csv: item a comes twice", "a", "b", "c", "d", "a")]
    [InlineData("t.csv has 5 items and s.csv has 2: a paired comparison needs the same ones, at least one", "a", "b")]
    public void Other_items_are_refused(string message, params string[] items)
    {
        var student = new Predictions("s.csv", items, new int[items.Length], new int[items.Length]);
        Assert.Equal(message, Assert.Throws<InputException>(() => PairedOutcomes.Of(Teacher, student)).Message);
    }

    [Fact]
    public void An_item_that_the_teacher_has_twice_is_refused()
    {
        var error = Assert.Throws<InputException>(() => PairedOutcomes.Of(
            new Predictions("t.csv", ["a", "a"], null, [0, 0]), new Predictions("s.csv", ["a", "b"], null, [0, 0])));
        Assert.Equal("t.csv: item a comes twice", error.Message);
    }

    [Fact]
    public void Other_labels_are_refused()
    {
        var student = new Predictions("s.csv", Teacher.Items, [0, 0, 4, 0, 0], [0, 0, 0, 0, 0]);
        Assert.Equal("item c has label 0 in t.csv and 4 in s.csv", Assert.Throws<InputException>(() => PairedOutcomes.Of(Teacher, student)).Message);
    }

    [Fact]
    public void Other_classes_are_refused() => Assert.Throws<InputException>(() => PairedOutcomes.Of(
        new Predictions("t", ["a"], null, [0], [1, 0]), new Predictions("s", ["a"], null, [0], [1, 0, 0])));

    [Fact]
    public void Exchanging_the_models_mirrors_the_table()
    {
        var student = new Predictions("s.csv", ["e", "d", "c", "b", "a"], [0, 0, 0, 0, 0], [2, 1, 0, 0, 0]);
        Assert.Equal(PairedOutcomes.Of(Teacher, student).Counts!.Value.Swap(), PairedOutcomes.Of(student, Teacher).Counts);
    }
}
