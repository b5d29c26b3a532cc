using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class RepeatedAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("t.csv", "item,sample,score\na,1,1\nb,1,0\na,2,0\nb,2,0\n")]
    [InlineData("t.csv", "id,epoch,grade\na,1,1\na,2,0\nb,1,0\nb,2,0\n")]
    [InlineData("t.jsonl", """
        {"item": "a", "repeat": 1, "score": 1}
        {"item": "a", "repeat": 2, "score": 0}
        {"item": "b", "repeat": 1, "score": 0}
        {"item": "b", "repeat": 2, "score": 0}
        """)]
    public void Answers_to_one_item_are_one_item_and_their_mean_its_score(string name, string text)
    {
        var read = Read((name, text))[0];
        Assert.Equal(["a", "b"], read.Items);
        Assert.Equal([0.5, 0], read.Scores!);
        Assert.Equal((2, 4, 2, 2), (read.Spread!.Questions, read.Spread.Answers, read.Spread.Fewest, read.Spread.Most));

        // Within: 0.5 over 2 degrees of freedom. Means 0.5 and 0: variance 0.125, less 0.25 / 2.
        Assert.Equal((0.25, 0.0), (read.Spread.Within!.Value, read.Spread.Between!.Value));
    }

    [Fact]
    public void Without_scores_the_share_of_right_answers_is_the_score_in_every_file()
    {
        var read = Read(
            ("t.csv", "item,sample,label,prediction,p0,p1\na,1,1,1,0,1\na,2,1,0,1,0\nb,1,0,0,1,0\n"),
            ("s.csv", "item,prediction\na,1\nb,1\n"));
        Assert.Equal([0.5, 1], read[0].Scores!);
        Assert.Equal([1.0, 0], read[1].Scores!);
        Assert.False(read[0].HasAnswers);
        Assert.True(read[1].HasAnswers);
        Assert.Contains("their probabilities are left alone", read[0].Notes[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_samples_with_one_answer_to_each_item_changes_nothing()
    {
        var read = Read(("t.csv", "item,sample,label,prediction\na,1,1,1\nb,1,0,1\n"))[0];
        Assert.Null(read.Spread);
        Assert.Equal([1, 1], read.Predicted);
    }

    [Theory]
    [InlineData("repeats item a of line 2", "item,score\na,1\na,0\n")]
    [InlineData("line 3 repeats answer 1 of item a", "item,sample,score\na,1,1\na,1,0\n")]
    [InlineData("line 3 has no number in 'sample'", "item,sample,score\na,1,1\na,,0\n")]
    [InlineData("needs scores in every file, or predictions and labels", "item,sample,prediction\na,1,1\na,2,0\n")]
    [InlineData("item a has two labels", "item,sample,prediction,label\na,1,1,1\na,2,0,0\n")]
    [InlineData("item a has two clusters", "item,sample,score,cluster\na,1,1,x\na,2,0,y\n")]
    public void What_cannot_be_averaged_is_refused(string message, string text) => Assert.Contains(
        message, Assert.Throws<InputException>(() => Read(("t.csv", text))).Message, StringComparison.Ordinal);

    private IReadOnlyList<Predictions> Read(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            File.WriteAllText(folder.File(name), text);
        }

        return RecordedPredictions.ReadTogether([.. files.Select(file => folder.File(file.Name))]);
    }
}
