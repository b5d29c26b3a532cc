using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>What a file makes the reader hold is bounded: lines have a longest length, and nothing is taken for what it promises.</summary>
public sealed class HostileFilesTests : IDisposable
{
    private const long MostBytesRead = 40 << 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("item,prediction\n", 'x')]
    [InlineData("item,prediction\n\"a,", '\n')]
    [InlineData("item,prediction\na,\"", ',')]
    [InlineData("item,prediction\n", '\0')]
    [InlineData("", ',')]
    public void A_csv_line_without_an_end_is_refused(string start, char rest)
    {
        using var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), (byte)rest);
        Assert.Throws<InputException>(() => new CsvFile("p.csv", new PredictionColumns("p.csv")).Read(stream));
        Assert.InRange(stream.BytesRead, 1, MostBytesRead);
    }

    [Theory]
    [InlineData("{\"item\":\"", 'x')]
    [InlineData("{\"item\":1,\"prediction\":0}\n", ' ')]
    [InlineData("", '\0')]
    public void A_json_line_without_an_end_is_refused(string start, char rest)
    {
        using var stream = new EndlessStream(Encoding.UTF8.GetBytes(start), (byte)rest);
        Assert.Throws<InputException>(() => new JsonLinesFile("p.jsonl", new PredictionColumns("p.jsonl")).Read(stream));
        Assert.InRange(stream.BytesRead, 1, MostBytesRead);
    }

    [Theory]
    [InlineData("{\"probabilities\":", '[')]
    [InlineData("", '[')]
    [InlineData("{\"item\":", '{')]
    public void Deep_nesting_is_no_object(string start, char rest) => Refused("deep.jsonl", start + new string(rest, 100_000), "line 1");

    [Fact]
    public void A_line_that_lacks_many_columns_is_one_that_lacks_any() => Refused(
        "wide.csv",
        "item,prediction" + string.Concat(Enumerable.Range(0, 100_000).Select(k => FormattableString.Invariant($",p{k}"))) + "\na,0,1\n",
        "line 2 has 3 columns, the header 100002");

    private void Refused(string name, string text, string message)
    {
        var path = folder.File(name);
        File.WriteAllText(path, text);
        Assert.Contains(message, Assert.Throws<InputException>(() => RecordedPredictions.Read(path)).Message, StringComparison.Ordinal);
    }
}
