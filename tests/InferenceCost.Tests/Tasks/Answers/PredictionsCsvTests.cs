using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers;

public sealed class PredictionsCsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_value_is_quoted_where_the_format_needs_it_and_nowhere_else() => Assert.Equal(
        "item,label,prediction\n\"a,b\",0,3\n\"say \"\"x\"\"\",1,-1\n\"line\nbreak\",2,0\n=1+1,3,0\n@x,4,0\n+4,5,0\n",
        Written(new Predictions("m", ["a,b", "say \"x\"", "line\nbreak", "=1+1", "@x", "+4"], [0, 1, 2, 3, 4, 5], [3, -1, 0, 0, 0, 0])));

    [Fact]
    public void Probabilities_have_six_digits_and_a_column_for_each_class() => Assert.Equal(
        "item,label,prediction,p0,p1\n0,1,1,0.123457,0.876543\n1,0,1,1E-09,1\n",
        Written(new Predictions("m", ["0", "1"], [1, 0], [1, 1], [0.1234567f, 0.8765433f, 1e-9f, 1f])));

    [Fact]
    public void Labels_that_nobody_knows_are_empty() =>
        Assert.Equal("item,label,prediction\nx,,3\n", Written(new Predictions("m", ["x"], null, [3])));

    [Fact]
    public void Names_with_commas_and_quotation_marks_read_back_as_they_were()
    {
        Written(new Predictions("m", ["a,b", "say \"x\""], [0, 1], [0, 1]));
        Assert.Equal(["a,b", "say \"x\""], RecordedPredictions.Read(folder.File("p.csv")).Items);
    }

    private string Written(Predictions predictions)
    {
        PredictionsCsv.Write(folder.File("p.csv"), predictions);
        return File.ReadAllText(folder.File("p.csv"));
    }
}
