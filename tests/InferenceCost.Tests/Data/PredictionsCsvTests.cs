using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Tests.Data;

public sealed class PredictionsCsvTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Predictions_come_back_to_six_digits()
    {
        var path = folder.File("p.csv");
        PredictionsCsv.Write(path, new Predictions("m", ["0", "1"], [1, 0], [1, 1], [0.1234567f, 0.8765433f, 1e-9f, 1f]));
        var read = PredictionsCsv.Read(path);
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
        var read = PredictionsCsv.Read(path);
        Assert.Null(read.Labels);
        Assert.Null(read.Probabilities);
    }

    [Theory]
    [InlineData("item,label,guess\n", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("item,label,prediction\n1,0,0\n1,0,0\n", "line 3 repeats item 1")]
    [InlineData("item,label,prediction,p0\n1,0,0\n", "line 2 has 3 columns")]
    [InlineData("item,label,prediction\n1,cat,0\n", "line 2 holds 'cat'")]
    [InlineData("item,label,prediction,p0\n1,0,0,NaN\n", "line 2 holds 'NaN'")]
    [InlineData("item,label,prediction\n1,0,-1\n", "line 2 holds class -1")]
    [InlineData("item,label,prediction\n1,0,0\n2,,0\n", "some have none")]
    public void A_line_that_is_wrong_is_named(string text, string message)
    {
        var path = folder.File("p.csv");
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<InputException>(() => PredictionsCsv.Read(path)).Message, StringComparison.Ordinal);
    }
}
