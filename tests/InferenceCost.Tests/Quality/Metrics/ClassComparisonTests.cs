using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tests.Quality.Pairing;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class ClassComparisonTests
{
    /// <summary>Class 0: 1,000 items, both perfect; class 1: 500 items, the student loses 60; class 2: 20 items.</summary>
    private static readonly ClassesRecord Classes = Compare([(0, 1_000, 0, 0), (1, 500, 10, 70), (2, 20, 0, 10)]);

    [Fact]
    public void A_class_that_is_shown_to_lose_more_than_its_margin_fails_although_the_average_matches()
    {
        Assert.Equal([ClassState.Holds, ClassState.Fails, ClassState.TooFew], Classes.Classes.Select(item => item.State));
        Assert.Equal(("Shirt", 0.98, 0.86), (Classes.Classes[1].Name, Classes.Classes[1].TeacherRecall, Classes.Classes[1].StudentRecall));
        Assert.Equal(-0.12, Classes.Classes[1].Delta, 12);
        var alone = TangoInterval.Compute(new PairedCounts(430, 0, 60, 10), 0.90);
        Assert.Equal((alone.Low, alone.High), (Classes.Classes[1].Low!.Value, Classes.Classes[1].High!.Value));
    }

    [Fact]
    public void A_class_too_small_to_tell_is_neither_pooled_nor_judged()
    {
        var small = Classes.Classes[2];
        Assert.Equal((20, -0.5, null, null, null), (small.Items, small.Delta, small.Low, small.High, small.FailureP));
        Assert.Equal("2", small.Name);
        Assert.Equal(1, Classes.Worst!.Class);
    }

    [Fact]
    public void The_interval_of_the_largest_loss_is_that_of_all_classes_at_once()
    {
        var joint = TangoInterval.Compute(new PairedCounts(430, 0, 60, 10), 0.95);
        Assert.Equal((joint.Low, joint.High), (Classes.Worst!.Low, Classes.Worst.High));
    }

    [Fact]
    public void The_more_classes_are_looked_at_the_more_one_must_lose_to_fail()
    {
        // 12 of 200 lost, margin 3 points: alone p is 0.02, the smallest of ten must stay below 0.005.
        (int, int, int, int)[] one = [(0, 200, 0, 12)];
        Assert.Equal(ClassState.Fails, Compare(one).Classes[0].State);
        var ten = Compare([.. one, .. Enumerable.Range(1, 9).Select(number => (number, 200, 0, 0))]);
        Assert.Equal(ClassState.Undecided, ten.Classes[0].State);
        Assert.Equal(10 * Compare(one).Classes[0].FailureP!.Value, ten.Classes[0].FailureP!.Value, 9);
    }

    [Fact]
    public void Without_labels_there_are_no_classes() => Assert.Null(ClassComparison.Compare(
        PairedItems.Pair(new("t", ["a"], null, [0]), new("s", ["a"], null, [0])), 0.03, []));

    [Fact]
    public void Where_every_class_is_too_small_none_is_the_worst() => Assert.Null(Compare([(0, 99, 0, 50)]).Worst);

    private static ClassesRecord Compare((int Class, int Items, int TeacherWrong, int StudentWrong)[] classes)
    {
        int[] labels = [.. classes.SelectMany(item => Enumerable.Repeat(item.Class, item.Items))];
        IEnumerable<int> Answers(Func<(int Class, int Items, int TeacherWrong, int StudentWrong), int> wrong) =>
            classes.SelectMany(
                item => Enumerable.Range(0, item.Items).Select(index => index < wrong(item) ? item.Class + 100 : item.Class));
        var pair = PairedItems.Pair(
            AnswerSheet.Of("t", labels, Answers(item => item.TeacherWrong)),
            AnswerSheet.Of("s", labels, Answers(item => item.StudentWrong)));
        return ClassComparison.Compare(pair, 0.03, ["Bag", "Shirt"])!;
    }
}
