using InferenceCost.Data;
using InferenceCost.Quality;

namespace InferenceCost.Tests.Quality;

public sealed class PairedMacroF1Tests
{
    private static readonly int[] All = [0, 1, 2, 3, 4, 5];
    private static readonly string[] Items = ["a", "b", "c", "d", "e", "f"];
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 2];

    [Fact]
    public void It_is_the_mean_of_the_classes()
    {
        // Teacher: class 0 has TP 2, FN 1: 4/5; class 1 TP 2, FP 1: 4/5; class 2 TP 1: 1. Student: TP 3, FP 1: 6/7; TP 1, FN 1: 2/3; no TP: 0.
        var f1 = new PairedMacroF1(new Predictions("t", Items, Labels, [0, 0, 1, 1, 1, 2]), new Predictions("s", Items, Labels, [0, 0, 0, 0, 1, 9]));
        Assert.Equal((0.8 + 0.8 + 1) / 3, f1.Teacher(All), 12);
        Assert.Equal((6.0 / 7 + 2.0 / 3 + 0) / 3, f1.Student(All), 12);
    }

    [Fact]
    public void The_order_of_items_changes_nothing()
    {
        var one = new PairedMacroF1(new Predictions("t", Items, Labels, [0, 0, 1, 1, 1, 2]), new Predictions("s", Items, null, [0, 0, 0, 0, 1, 2]));
        var other = new PairedMacroF1(
            new Predictions("t", ["f", "e", "d", "c", "b", "a"], [2, 1, 1, 0, 0, 0], [2, 1, 1, 1, 0, 0]), new Predictions("s", Items, null, [0, 0, 0, 0, 1, 2]));
        int[] drawn = [0, 0, 3, 5, 2, 2];
        Assert.Equal((one.Teacher(drawn), one.Student(drawn)), (other.Teacher(drawn), other.Student(drawn)));
    }

    [Fact]
    public void A_class_that_a_resample_lacks_is_left_out()
    {
        var f1 = new PairedMacroF1(new Predictions("t", Items, Labels, Labels), new Predictions("s", Items, Labels, [0, 0, 0, 1, 1, 0]));
        Assert.Equal(1, f1.Teacher([0, 1, 2, 0, 1, 2]));
        Assert.Equal((2.0 / 3 + 0) / 2, f1.Student([0, 0, 5, 5]), 12);
    }
}
