using InferenceCost.Comparison;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Statistics;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Comparison;

public sealed class QualityChangesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(-0.03, -0.015, 0.01, QualityVerdict.Worse)]
    [InlineData(-0.03, -0.005, 0.01, QualityVerdict.Worse)]
    [InlineData(-0.008, -0.002, 0.01, QualityVerdict.Same)]
    [InlineData(-0.008, 0.009, 0.01, QualityVerdict.Same)]
    [InlineData(-0.012, 0.002, 0.01, QualityVerdict.Inconclusive)]
    [InlineData(0.002, 0.02, 0.01, QualityVerdict.Better)]
    [InlineData(-0.008, -0.002, null, QualityVerdict.Worse)]
    [InlineData(0.002, 0.008, null, QualityVerdict.Better)]
    [InlineData(-0.002, 0.002, null, QualityVerdict.Inconclusive)]
    public void The_rule(double low, double high, double? margin, QualityVerdict verdict) =>
        Assert.Equal(verdict, QualityRule.Decide(new Interval(low, high, 0.9), margin));

    [Theory]
    [InlineData(0.90, QualityVerdict.Worse)]
    [InlineData(0.97, QualityVerdict.Better)]
    [InlineData(0.935, QualityVerdict.Inconclusive)]
    public void Scores_alone_are_compared_as_if_the_items_were_others(double score, QualityVerdict verdict)
    {
        var change = TwoRuns.Compare(Run(), Run() with { Quality = [Score("teacher", score)] }).Quality
            .Single(item => item.Id == "accuracy/toys/teacher/cpu");
        Assert.Equal((verdict, "Newcombe score"), (change.Verdict, change.Method));
        Assert.Contains("not at hand", change.Reason, StringComparison.Ordinal);
        Assert.Equal(0.01, change.Margin);
    }

    [Fact]
    public void Answers_at_hand_are_compared_item_by_item()
    {
        // 12 of 1,000 items were right and are not any more, one is right only now: a fall that the scores alone would not show.
        var change = Compare(Stored("old", i => i < 930), Stored("new", i => i is < 918 or 950));
        Assert.Equal(
            (QualityVerdict.Worse, "Tango score", 12, 1),
            (change.Verdict, change.Method, change.OnlyOldRight!.Value, change.OnlyNewRight!.Value));
        Assert.Null(change.Reason);
        var back = Compare(Stored("newer", i => i is < 918 or 950), Stored("older", i => i < 930));
        Assert.Equal((QualityVerdict.Better, -change.Low!.Value, -change.High!.Value), (back.Verdict, back.High!.Value, back.Low!.Value));
    }

    [Fact]
    public void The_same_answers_need_no_interval()
    {
        var change = Compare(Stored("old", i => i < 930), Stored("new", i => i < 930));
        Assert.Equal((QualityVerdict.Same, "same answers"), (change.Verdict, change.Method));
        // The hash alone is enough, where the files are gone.
        var (old, @new) = (Stored("old2", i => i < 930) with { Folder = null }, Stored("new2", i => i < 930) with { Folder = null });
        Assert.Equal("same answers", Compare(old, @new).Method);
    }

    [Fact]
    public void Answers_that_cannot_be_used_leave_the_scores()
    {
        var old = Stored("old", i => i < 930);
        var @new = Stored("new", i => i < 900);
        File.AppendAllText(Path.Combine(@new.Folder!, "predictions", "p.csv"), "1000,0,0\n");
        Assert.Contains("not the one that was scored", Compare(old, @new).Reason, StringComparison.Ordinal);

        var outside = @new with { Record = @new.Record with
        {
            Quality = [@new.Record.Quality[0] with { Predictions = new PredictionsFile("../old/predictions/p.csv", "ab") }],
        } };
        Assert.Contains("not at hand", Compare(old, outside).Reason, StringComparison.Ordinal);

        var other = Stored("other", i => i < 900, label: i => i % 2);
        Assert.Contains("compared by the scores alone: ", Compare(old, other).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_data_is_not_compared()
    {
        var family = Run().Families[0];
        var other = Run() with
        {
            Families = [family with { Task = family.Task with { Dataset = new DatasetRecord("Toys", "test", 1000, "beef") } }],
        };
        Assert.All(TwoRuns.Compare(Run(), other).Quality, change => Assert.Equal(QualityVerdict.NotComparable, change.Verdict));
    }

    [Fact]
    public void A_relative_margin_is_a_share_of_the_old_score()
    {
        var family = Run().Families[0];
        var relative = Run() with
        {
            Families = [family with { Task = family.Task with { Margin = family.Task.Margin! with { Kind = MarginKind.Relative } } }],
        };
        Assert.Equal(0.0093, TwoRuns.Compare(relative, relative).Quality[0].Margin!.Value, 10);
    }

    private static QualityChange Compare(StoredRun old, StoredRun @new) => Assert.Single(RunComparer.Compare(old, @new).Quality);

    private StoredRun Stored(string name, Func<int, bool> right, Func<int, int>? label = null)
    {
        var file = folder.File($"{name}/predictions/p.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var lines = Enumerable.Range(0, 1000)
            .Select(i => (Label: label?.Invoke(i) ?? i % 3, i))
            .Select(item => FormattableString.Invariant($"{item.i},{item.Label},{(right(item.i) ? item.Label : item.Label + 1)}\n"));
        File.WriteAllText(file, "item,label,prediction\n" + string.Concat(lines));
        var score = Score("student", Enumerable.Range(0, 1000).Count(right) / 1000.0) with { Predictions = new PredictionsFile(
            "predictions/p.csv", FileHash.Compute(file)) };
        return new StoredRun(Run() with { Quality = [score] }, folder.File(name));
    }
}
