using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

/// <summary>Files as other programs write them: what is chosen, and that it is told.</summary>
public sealed class ColumnNamesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("question_id,target,pred", "item label prediction")]
    [InlineData("id,y_true,y_pred", "item label prediction")]
    [InlineData("Question ID,Gold,Predicted", "item label prediction")]
    [InlineData("id,answer,predicted", "item label prediction")]
    [InlineData("id,target,answer", "item label prediction")]
    [InlineData("id,answer,correct", "item none score")]
    [InlineData("id,prediction,correct", "item prediction none")]
    [InlineData("item,id,label,prediction,model", "item none label prediction none")]
    public void Common_names_are_taken_where_our_own_are_missing(string header, string kinds)
    {
        var read = ColumnNames.Read(header.Split(','), _ => false);
        Assert.Equal(kinds, string.Join(' ', read.Kinds.Select(kind => kind.ToString().ToLowerInvariant())));
    }

    [Fact]
    public void Every_choice_and_what_was_left_alone_is_told()
    {
        Assert.Equal(
            ["column 'qid' is read as 'item'", "column 'answer' is read as 'prediction', since there is a label", "left alone: 'prompt'"],
            ColumnNames.Read(["qid", "label", "answer", "prompt"], _ => false).Notes);
        Assert.Empty(ColumnNames.Read(["item", "label", "prediction", "p0"], name => name == "p0").Notes);
    }

    [Theory]
    [InlineData("a.csv", "id;target;predicted\nq1;0;1\nq2;1;1\n")]
    [InlineData("a.tsv", "id\ttarget\tpredicted\nq1\t0\t1\nq2\t1\t1\n")]
    [InlineData("a.csv", "prompt,id,target,predicted\n\"one, two\",q1,0,1\nthree,q2,1,1\n")]
    [InlineData(
        "a.jsonl",
        "{\"id\": \"q1\", \"doc\": {\"a\": [[1]]}, \"target\": 0, \"predicted\": 1}\n"
        + "{\"id\": \"q2\", \"doc\": {}, \"target\": 1, \"predicted\": 1}\n")]
    public async Task Files_of_other_programs_are_read_as_they_are(string name, string text)
    {
        await File.WriteAllTextAsync(folder.File(name), text, TestContext.Current.CancellationToken);
        var read = RecordedPredictions.Read(folder.File(name));
        Assert.Equal(["q1", "q2"], read.Items);
        Assert.Equal([0, 1], read.Labels!);
        Assert.Equal([1, 1], read.Predicted);
        Assert.NotEmpty(read.Notes);
    }
}
