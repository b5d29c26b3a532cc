using InferenceCost.Foundation;
using InferenceCost.Quality.Pairing;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Pairing;

public sealed class PairedItemsTests
{
    private static readonly Predictions Teacher = new("t.csv", ["a", "b", "c", "d", "e"], [0, 0, 0, 0, 0], [0, 0, 1, 1, 1]);

    [Fact]
    public void Items_are_matched_by_id_not_by_position()
    {
        // a both, b only the teacher, c only the student, d both wrong alike, e both wrong differently
        var items = PairedItems.Pair(Teacher, new Predictions("s.csv", ["e", "d", "c", "b", "a"], [0, 0, 0, 0, 0], [2, 1, 0, 1, 0]));
        Assert.Equal(new PairedCounts(1, 1, 1, 2), items.Counts);
        Assert.Equal((5, true), (items.Count, items.IsLabelled));
        Assert.Equal([true, false, false, true, false], Enumerable.Range(0, 5).Select(items.Agree));
    }

    [Fact]
    public void Without_labels_nobody_is_right()
    {
        var items = PairedItems.Pair(new Predictions("t", ["a"], null, [3]), new Predictions("s", ["a"], null, [3]));
        Assert.Null(items.Counts);
        Assert.True(items.Agree(0));
    }

    [Fact]
    public void Labels_of_one_file_serve_both()
    {
        var items = PairedItems.Pair(new Predictions("t", ["a"], null, [3]), new Predictions("s", ["a"], [3], [2]));
        Assert.Equal(new PairedCounts(0, 0, 1, 0), items.Counts);
    }

    [Theory]
    [InlineData("s.csv: item e of t.csv is missing", "a", "b", "c", "d", "x")]
    [InlineData("s.csv: item a comes twice", "a", "b", "c", "d", "a")]
    [InlineData("t.csv has 5 items and s.csv has 2: a paired comparison needs the same ones, at least one", "a", "b")]
    public void Other_items_are_refused(string message, params string[] items)
    {
        var student = new Predictions("s.csv", items, new int[items.Length], new int[items.Length]);
        Assert.Equal(message, Assert.Throws<InputException>(() => PairedItems.Pair(Teacher, student)).Message);
    }

    [Fact]
    public void An_item_that_the_teacher_has_twice_is_refused()
    {
        var error = Assert.Throws<InputException>(() => PairedItems.Pair(
            new Predictions("t.csv", ["a", "a"], null, [0, 0]), new Predictions("s.csv", ["a", "b"], null, [0, 0])));
        Assert.Equal("t.csv: item a comes twice", error.Message);
    }

    [Fact]
    public void Other_labels_are_refused()
    {
        var student = new Predictions("s.csv", Teacher.Items, [0, 0, 4, 0, 0], [0, 0, 0, 0, 0]);
        Assert.Equal(
            "item c has label 0 in t.csv and 4 in s.csv", Assert.Throws<InputException>(() => PairedItems.Pair(Teacher, student)).Message);
    }

    [Fact]
    public void Other_classes_are_refused() => Assert.Throws<InputException>(() => PairedItems.Pair(
        new Predictions("t", ["a"], null, [0], [1, 0]), new Predictions("s", ["a"], null, [0], [1, 0, 0])));

    [Fact]
    public void What_is_drawn_at_random_is_drawn_in_the_order_of_the_ids() =>
        Assert.Equal([1, 2, 0], PairedItems.Pair(
            new Predictions("t", ["c", "a", "b"], null, [0, 0, 0]), new Predictions("s", ["a", "b", "c"], null, [0, 0, 0])).OrderById);

    [Fact]
    public void Items_of_one_source_share_a_number() =>
        Assert.Equal([0, 1, 0], PairedItems.Pair(
            new Predictions("t", ["a", "b", "c"], null, [0, 0, 0], clusters: ["x", "y", "x"]),
            new Predictions("s", ["a", "b", "c"], null, [0, 0, 0])).Clusters()!);

    [Fact]
    public void Exchanging_the_models_mirrors_the_table()
    {
        var student = new Predictions("s.csv", ["e", "d", "c", "b", "a"], [0, 0, 0, 0, 0], [2, 1, 0, 0, 0]);
        Assert.Equal(PairedItems.Pair(Teacher, student).Counts!.Value.Swap(), PairedItems.Pair(student, Teacher).Counts);
    }
}
