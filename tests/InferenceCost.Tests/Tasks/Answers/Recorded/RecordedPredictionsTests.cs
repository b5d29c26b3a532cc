using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class RecordedPredictionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Predictions_come_back_to_six_digits()
    {
        var path = folder.File("p.csv");
        PredictionsCsv.Write(path, new Predictions("m", ["0", "1"], [1, 0], [1, 1], [0.1234567f, 0.8765433f, 1e-9f, 1f]));
        var read = RecordedPredictions.Read(path);
        Assert.Equal(["0", "1"], read.Items);
        Assert.Equal([1, 0], read.Labels!);
        Assert.Equal([1, 1], read.Predicted);
        Assert.Equal([0.123457f, 0.876543f, 1e-9f, 1f], read.Probabilities!);
        Assert.StartsWith("item,label,prediction,p0,p1\n0,1,1,0.123457,0.876543\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_and_probabilities_may_be_missing()
    {
        var path = folder.File("p.csv");
        PredictionsCsv.Write(path, new Predictions("m", ["x"], null, [3]));
        var read = RecordedPredictions.Read(path);
        Assert.Null(read.Labels);
        Assert.Null(read.Probabilities);
    }

    [Fact]
    public void Columns_come_in_any_order_and_the_probabilities_too()
    {
        var read = Csv("p1,cluster,prediction,score,p0,item,label\n0.25,d,0,-1.5,0.75,a,1\n1,d,1,2e-3,0,b,0\n");
        Assert.Equal(["a", "b"], read.Items);
        Assert.Equal([1, 0], read.Labels!);
        Assert.Equal([0, 1], read.Predicted);
        Assert.Equal([0.75f, 0.25f, 0, 1], read.Probabilities!);
        Assert.Equal([-1.5, 0.002], read.Scores!);
        Assert.Equal(["d", "d"], read.Clusters!);
        Assert.Null(read.ClassNames);
    }

    [Fact]
    public void Scores_need_no_answers()
    {
        var read = Csv("item,score\na,0.5\nb,1\n");
        Assert.Equal([0.5, 1], read.Scores!);
        Assert.False(read.HasAnswers);
        Assert.Empty(read.Predicted);
    }

    [Theory]
    [InlineData("\uFEFFitem,label,prediction\na,0,1\n")]
    [InlineData("item,label,prediction\r\na,0,1\r\n")]
    [InlineData("item,label,prediction\na,0,1")]
    [InlineData("item,label,prediction\na,0,1\n\n  \n")]
    [InlineData("\"item\",\"label\",\"prediction\"\n\"a\",\"0\",\"1\"\n")]
    [InlineData("item, label, prediction\na , 0,\t1\n")]
    public void One_file_is_written_in_many_ways(string text)
    {
        var read = Csv(text);
        Assert.Equal(["a"], read.Items);
        Assert.Equal((0, 1), (read.Labels![0], read.Predicted[0]));
    }

    [Fact]
    public void Quotation_marks_keep_commas_and_themselves() =>
        Assert.Equal(["a,b", "say \"x\""], Csv("item,prediction,score\nq,\"a,b\",0\nr,\"say \"\"x\"\"\",\"1.5\"\n").ClassNames!);

    [Fact]
    public void Json_lines_say_the_same_as_columns()
    {
        var csv = Csv("item,label,prediction,p0,p1,score,cluster\n7,1,0,0.75,0.25,3,x\n8,0,1,0,1,4,y\n");
        var json = Json(
            """{"item":7,"label":1,"prediction":"0","probabilities":[0.75,0.25],"score":3,"cluster":"x"}""",
            """{"cluster":"y","score":4.0,"probabilities":[0,1],"prediction":1,"label":"0","item":"8"}""");
        Same(csv, json);
    }

    [Fact]
    public void Named_classes_have_named_probabilities()
    {
        var csv = Csv("item,label,prediction,p:dog,p:cat\na,cat,dog,0.75,0.25\nb,dog,dog,1,0\n");
        var json = Json(
            """{"item":"a","label":"cat","prediction":"dog","probabilities":{"dog":0.75,"cat":0.25}}""",
            """{"item":"b","label":"dog","prediction":"dog","probabilities":{"cat":0,"dog":1}}""");
        Assert.Equal(["cat", "dog"], csv.ClassNames!);
        Assert.Equal([0.25f, 0.75f, 0, 1], csv.Probabilities!);
        Assert.Equal([0, 1], csv.Labels!);
        Assert.Equal([1, 1], csv.Predicted);
        Same(csv, json);
    }

    [Fact]
    public void Json_labels_that_nobody_knows_are_null_or_absent()
    {
        Assert.Null(Json("""{"item":"a","label":null,"prediction":0}""").Labels);
        Assert.Null(Json("""{"item":"a","prediction":0}""").Labels);
    }

    [Fact]
    public void Every_line_can_be_found_by_its_item()
    {
        var read = Csv("item,prediction\n"
            + string.Concat(Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"id-{(i * 7) % 1000},{i % 3}\n"))));
        Assert.Null(read.Index.Repeated);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(read.Index.TryFind(read.Items[i], out var position) && position == i));
        Assert.False(read.Index.TryFind("id-1000", out _));
    }

    private static void Same(Predictions one, Predictions other)
    {
        Assert.Equal(one.Items, other.Items);
        Assert.Equal(one.Labels, other.Labels);
        Assert.Equal(one.Predicted, other.Predicted);
        Assert.Equal(one.Probabilities, other.Probabilities);
        Assert.Equal(one.Scores, other.Scores);
        Assert.Equal(one.Clusters, other.Clusters);
        Assert.Equal(one.ClassNames, other.ClassNames);
    }

    private Predictions Csv(string text) => Read("p.csv", text);

    private Predictions Json(params string[] lines) => Read("p.jsonl", string.Join('\n', lines));

    private Predictions Read(string name, string text)
    {
        var path = folder.File(name);
        File.WriteAllText(path, text);
        return RecordedPredictions.Read(path);
    }
}
