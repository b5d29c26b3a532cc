using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class FreeAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Numbers_are_read_from_both_kinds_of_files()
    {
        foreach (var read in new[]
            {
                Read("item,label,prediction\na,1.5,-2e-3\nb,0,7\n", AnswerForm.Numbers),
                Read(
                    """
                    {"item":"a","label":1.5,"prediction":-0.002}
                    {"item":"b","label":0,"prediction":7}
                    """, AnswerForm.Numbers),
            })
        {
            Assert.Equal([-0.002, 7], read.Numbers!.Given);
            Assert.Equal([1.5, 0], read.Numbers.True!);
            Assert.Null(read.Texts);
            Assert.False(read.HasAnswers);
        }
    }

    [Fact]
    public void Texts_are_read_from_both_kinds_of_files_and_may_say_nothing()
    {
        foreach (var read in new[]
            {
                Read("item,label,prediction\na,\"yes, sir\",\nb,7,no\n", AnswerForm.Texts),
                Read(
                    """
                    {"item":"a","label":"yes, sir","prediction":""}
                    {"item":"b","label":"7","prediction":"no"}
                    """, AnswerForm.Texts),
            })
        {
            Assert.Equal(["", "no"], read.Texts!.Given);
            Assert.Equal(["yes, sir", "7"], read.Texts.True!);
            Assert.Null(read.Numbers);
        }
    }

    [Fact]
    public void Labels_may_be_missing_from_all_items_and_not_from_some()
    {
        Assert.Null(Read("item,prediction\na,1\nb,2\n", AnswerForm.Numbers).Numbers!.True);
        Assert.Null(Read("item,label,prediction\na,,1\nb,,2\n", AnswerForm.Numbers).Numbers!.True);
        var error = Assert.Throws<InputException>(() => Read("item,label,prediction\na,1,1\nb,,2\n", AnswerForm.Numbers));
        Assert.EndsWith("some items have a label and some have none, such as the one in line 3", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "such as the one in line 2",
            Assert.Throws<InputException>(() => Read("item,label,prediction\na,,x\nb,y,z\n", AnswerForm.Texts)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_is_the_prediction_where_there_is_none_and_the_file_says_so()
    {
        var read = Read("item,label,score\na,0,0.25\nb,1,0.5\n", AnswerForm.Strengths);
        Assert.Equal([0.25, 0.5], read.Numbers!.Given);
        Assert.Null(read.Scores);
        Assert.Contains("'score' is read as 'prediction'", read.Notes);
    }

    [Fact]
    public void Two_probabilities_are_strengths_too()
    {
        var read = Read("item,label,prediction,p0,p1\na,0,0,0.75,0.25\nb,1,1,0.5,0.5\n", AnswerForm.Strengths);
        Assert.Null(read.Numbers);
        Assert.Equal([0.75f, 0.25f, 0.5f, 0.5f], read.Probabilities!);
    }

    [Theory]
    [InlineData("item,query,label,prediction\na,q1,0,1\nb,q2,1,2\n")]
    [InlineData("item,query_id,relevance,prediction\na,q1,0,1\nb,q2,1,2\n")]
    [InlineData("item,cluster,label,prediction\na,q1,0,1\nb,q2,1,2\n")]
    public void A_query_is_what_its_items_share(string text)
    {
        var read = Read(text, AnswerForm.Numbers);
        Assert.Equal(["q1", "q2"], read.Clusters!);
        Assert.Equal([0, 1], read.Numbers!.True!);
    }

    [Theory]
    [InlineData("item,label,prediction\na,1,much\n", "line 2 holds 'much', which is no number")]
    [InlineData("item,label,prediction\na,1,\n", "line 2 has no prediction")]
    [InlineData("item,label,prediction\na,one,1\n", "line 2 holds 'one', which is no number")]
    [InlineData("item,label,prediction\na,1,NaN\n", "line 2 holds 'NaN', which is no number")]
    [InlineData("item,label,prediction\na,1,1e300\n", "line 2 holds '1e300', which is no number")]
    public void What_is_no_number_is_refused_with_its_line(string text, string words) =>
        Assert.Contains(
            words, Assert.Throws<InputException>(() => Read(text, AnswerForm.Numbers)).Message.Replace("''", "'", StringComparison.Ordinal),
            StringComparison.Ordinal);

    private Predictions Read(string text, AnswerForm form)
    {
        var path = folder.File(text[0] == '{' ? "p.jsonl" : "p.csv");
        File.WriteAllText(path, text);
        return RecordedPredictions.Read(path, form);
    }
}
