using InferenceCost.Quality.Lineage;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tests.Quality.Pairing;

namespace InferenceCost.Tests.Quality.Lineage;

public sealed class DistillationGainTests
{
    private const int Items = 1_000;

    private static readonly InferenceCost.Tasks.Answers.Predictions Teacher = AnswerSheet.WrongOn("t", Items, item => item < 50);

    [Fact]
    public void Two_files_are_compared_item_by_item_and_the_gap_between_control_and_teacher_is_shared_out()
    {
        // Teacher 95 %, control 85 %, student 90 %: half of the gap.
        var gain = DistillationGain.Compute(Teacher, Model("s", 100, true), [Model("c", 150, false)])!;
        var interval = TangoInterval.Compute(new PairedCounts(850, 50, 0, 100), 0.90);
        Assert.Equal(("c", 0.05, interval.Low, interval.High), (gain.Control, gain.Delta, gain.Low, gain.High));
        Assert.Equal(0.5, gain.GapClosed!.Estimate, 12);
        Assert.InRange(0.5, gain.GapClosed.Low!.Value, gain.GapClosed.High!.Value);
        Assert.Equal((DistillationConclusion.TooFewSeeds, null), (gain.Conclusion, gain.Seeds));
    }

    [Fact]
    public void A_gap_that_is_not_shown_cannot_be_shared_out()
    {
        var gain = DistillationGain.Compute(Teacher, Model("s", 52, true), [Model("c", 51, false)])!;
        Assert.Null(gain.GapClosed);
        Assert.Contains("c is not shown to differ", gain.GapNotShown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 30, DistillationConclusion.Helps)]
    [InlineData(5, -30, DistillationConclusion.Hurts)]
    [InlineData(5, 0, DistillationConclusion.NotShown)]
    [InlineData(4, 30, DistillationConclusion.TooFewSeeds)]
    public void Distillation_itself_is_spoken_of_over_at_least_five_seeds_of_each_arm(
        int seeds, int fewerMistakes, DistillationConclusion conclusion)
    {
        var controls = Enumerable.Range(0, seeds).Select(seed => Model($"c{seed}", 150 + (3 * seed), false));
        var distilled = Enumerable.Range(1, seeds - 1).Select(seed => Model($"s{seed}", 150 - fewerMistakes + (3 * seed), true));
        var gain = DistillationGain.Compute(Teacher, Model("s0", 150 - fewerMistakes, true), [.. distilled, .. controls])!;
        Assert.Equal((conclusion, seeds, seeds), (gain.Conclusion, gain.Seeds!.Distilled.Count, gain.Seeds.Controls.Count));
        Assert.Equal(fewerMistakes / 1000.0, gain.Seeds.Delta, 12);
    }

    [Fact]
    public void Without_a_control_or_without_distillation_there_is_nothing_to_tell()
    {
        Assert.Null(DistillationGain.Compute(Teacher, Model("s", 100, true), [Model("seed", 100, true)]));
        Assert.Null(DistillationGain.Compute(Teacher, Model("s", 100, false), [Model("c", 100, false)]));
    }

    private static TrainingRun Model(string id, int mistakes, bool distilled) =>
        new(id, AnswerSheet.WrongOn(id, Items, item => item < mistakes), distilled);
}
