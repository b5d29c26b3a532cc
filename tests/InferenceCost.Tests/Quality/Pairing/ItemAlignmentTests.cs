using InferenceCost.Foundation;
using InferenceCost.Quality.Pairing;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Pairing;

public sealed class ItemAlignmentTests
{
    private static readonly Predictions Teacher = new("t", ["a", "b", "c"], [0, 1, 0], [0, 0, 0]);

    [Fact]
    public void Every_column_follows_its_item()
    {
        var student = new Predictions(
            "s", ["c", "a", "b"], [0, 0, 1], [2, 0, 1], [0.2f, 0.8f, 0, 1, 1, 0], [3, 1, 2], ["z", "x", "y"]).InOrderOf(Teacher);
        Assert.Same(Teacher.Items, student.Items);
        Assert.Equal([0, 1, 0], student.Labels!);
        Assert.Equal([0, 1, 2], student.Predicted);
        Assert.Equal([0, 1, 1, 0, 0.2f, 0.8f], student.Probabilities!);
        Assert.Equal([1, 2, 3], student.Scores!);
        Assert.Equal(["x", "y", "z"], student.Clusters!);
    }

    [Fact]
    public void Alignment_changes_no_comparison()
    {
        var student = new Predictions("s", ["c", "a", "b"], [0, 0, 1], [2, 0, 1]);
        Assert.Equal(PairedItems.Pair(Teacher, student).Counts, PairedItems.Pair(Teacher, student.InOrderOf(Teacher)).Counts);
    }

    [Fact]
    public void Scores_alone_are_aligned_too() =>
        Assert.Equal([1, 2, 3], new Predictions("s", ["c", "a", "b"], null, [], scores: [3, 1, 2]).InOrderOf(Teacher).Scores!);

    [Theory]
    [InlineData("s: item c of t is missing", "a", "b", "d")]
    [InlineData("s: item a comes twice", "a", "b", "a")]
    public void Other_items_are_refused(string message, params string[] items) => Assert.Equal(
        message, Assert.Throws<InputException>(() => new Predictions("s", items, null, [0, 0, 0]).InOrderOf(Teacher)).Message);

    [Fact]
    public void Items_that_come_twice_are_refused_even_in_place()
    {
        var teacher = new Predictions("t", ["a", "a"], null, [0, 0]);
        Assert.Throws<InputException>(() => PairedItems.Pair(teacher, teacher));
        Assert.Throws<InputException>(() => PairedItems.Pair(teacher, new Predictions("s", ["a", "a"], null, [0, 0])));
    }

    [Fact]
    public void Other_clusters_are_refused()
    {
        var error = Assert.Throws<InputException>(() => ItemPairing.Pair(
            new Predictions("t", ["a"], null, [0], clusters: ["x"]), new Predictions("s", ["a"], null, [0], clusters: ["y"])));
        Assert.Equal("item a is of cluster x in t and y in s", error.Message);
    }

    [Fact]
    public void Classes_that_are_numbered_otherwise_are_refused()
    {
        var named = new Predictions("t", ["a"], [0], [0], classNames: ["cat", "dog"]);
        Assert.Throws<InputException>(() => ItemPairing.Pair(named, new Predictions("s", ["a"], [0], [0])));
        Assert.Throws<InputException>(() => ItemPairing.Pair(named, new Predictions("s", ["a"], [0], [0], classNames: ["dog", "cat"])));
        Assert.Equal([0], ItemPairing.Pair(named, new Predictions("s", ["a"], [0], [0], classNames: ["cat", "dog"])));
        var error = Assert.Throws<InputException>(
            () => ItemPairing.Pair(named, new Predictions("s", ["a"], [1], [0], classNames: named.ClassNames)));
        Assert.Equal("item a has label cat in t and dog in s", error.Message);
    }
}
