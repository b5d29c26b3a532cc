using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>Each of these files ends in one line that says where and what, and another that says what to do.</summary>
public sealed class RefusedPredictionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "line 1 has no header")]
    [InlineData("\n", "line 1 has no header")]
    [InlineData("item,label,guess\n", "line 1 has no 'prediction' (left alone: 'guess')")]
    [InlineData("item label prediction\na 0 0\n", "line 1 has no 'item' (left alone: 'item label prediction')")]
    [InlineData("item;label;prediction\na;0\n", "line 2 has 2 columns, the header 3")]
    [InlineData("item,prediction,p01\na,0,1\n", "line 1 has a column 'p01'")]
    [InlineData("item,prediction,p:\na,0,1\n", "line 1 has a column 'p:'")]
    [InlineData("item,prediction,prediction\na,0,0\n", "line 1 names column 'prediction' twice")]
    [InlineData("item,prediction,p0,p:0\na,0,1,1\n", "line 1 names column 'p:0' twice")]
    [InlineData("label,prediction\n0,0\n", "line 1 has no 'item'")]
    [InlineData("item,label\na,0\n", "line 1 has no 'prediction'")]
    [InlineData("item,label,score\na,0,1\n", "line 1 has no 'prediction'")]
    [InlineData("item,p0,score\na,1,1\n", "line 1 has no 'prediction'")]
    [InlineData("item\na\n", "line 1 has no 'prediction'")]
    [InlineData("item,label,prediction\n", "holds no items")]
    [InlineData("item,label,prediction\n1,0,0\n1,0,0\n", "line 3 repeats item 1 of line 2")]
    [InlineData("item,label,prediction\na,0,0\nb,0,0\n a,0,0\n", "line 4 repeats item a of line 2")]
    [InlineData("item,label,prediction\n,0,0\n", "line 2 has no item id")]
    [InlineData("item,label,prediction,p0\n1,0,0\n", "line 2 has 3 columns, the header 4")]
    [InlineData("item,label,prediction\n1,0,0\n2,0,0,0\n", "line 3 has 4 columns, the header 3")]
    [InlineData("item,label,prediction\n1,0,0\n\n2,0,0\n", "line 3 is blank")]
    [InlineData("item,label,prediction\n1,0,-1\n", "line 2 holds class -1")]
    [InlineData("item,label,prediction\n1,0,3.0\n", "line 2 holds class 3.0")]
    [InlineData("item,label,prediction\n1,0,03\n", "line 2 holds class 03")]
    [InlineData("item,label,prediction\n1,nan,0\n", "line 2 holds class nan")]
    [InlineData("item,label,prediction\n1,0,\n", "line 2 has no prediction")]
    [InlineData("item,label,prediction\n1,0,0\n2,,0\n", "some have none, such as the one in line 3")]
    [InlineData("item,prediction,p0\n1,0,NaN\n", "line 2 holds 'NaN', which is no number")]
    [InlineData("item,prediction,p0\n1,0,\n", "line 2 holds '', which is no number")]
    [InlineData("item,prediction,p0\n1,0,1e999\n", "line 2 holds '1e999', which is no number")]
    [InlineData("item,prediction,p0\n1,0,cat\n", "line 2 holds 'cat', which is no number")]
    [InlineData("item,score\n1,inf\n", "line 2 holds 'inf', which is no number")]
    [InlineData("item,score\n1,\"1,5\"\n", "line 2 holds '1,5', which is no number")]
    [InlineData("item,prediction,p0,p1\n1,0,1.5,-0.5\n", "line 2 holds probability 1.5")]
    [InlineData("item,prediction,p0,p1\n1,0,-0.5,1.5\n", "line 2 holds probability -0.5")]
    [InlineData("item,prediction,p0,p1\n1,0,0.5,0.45\n", "line 2 holds probabilities that sum to 0.95")]
    [InlineData("item,prediction,p0,p1\n1,2,0.5,0.5\n", "line 2 holds class 2, which has no probabilities")]
    [InlineData("item,label,prediction,p0,p1\n1,cat,0,0.5,0.5\n", "line 2 holds class cat, which has no probabilities")]
    [InlineData("item,prediction,p0,p2\n1,0,0.5,0.5\n", "line 1 has probabilities for class 2 and none for class 1")]
    [InlineData("item,score,cluster\n1,0,\n", "line 2 has no cluster")]
    [InlineData("item,prediction\n\"a,0\nb,0\n", "line 2 opens a quotation mark that it does not close")]
    [InlineData("item,prediction\n\"a\nb\",0\n", "line 2 opens a quotation mark that it does not close")]
    [InlineData("\"item\n\",prediction\na,0\n", "line 1 opens a quotation mark that it does not close")]
    [InlineData("item,prediction\r\nb,0\r\n\"a\r\n\",0\r\n", "line 3 opens a quotation mark that it does not close")]
    [InlineData("item,prediction\na,0\nb,0\n\0,0\n", "line 4 holds bytes that are not UTF-8 text")]
    [InlineData("item,prediction\na\"b\"c,0\n", "line 2 has a quotation mark inside a value")]
    [InlineData("item,prediction\n\"a\"b\"c\",0\n", "line 2 has a quotation mark inside a value")]
    [InlineData("item,prediction\na\0,0\n", "line 2 holds bytes that are not UTF-8 text")]
    public void Csv_is_refused(string text, string message) => Refused("p.csv", Encoding.UTF8.GetBytes(text), message);

    [Theory]
    [InlineData("", "holds no items")]
    [InlineData("[{\"item\":1,\"prediction\":0}]", "line 1 is not a JSON object")]
    [InlineData("{\"item\":1,\"prediction\":0}\n{\"item\":2,", "line 2 is not a JSON object")]
    [InlineData("{\"item\":1,\"prediction\":0} {}", "line 1 is not a JSON object")]
    [InlineData("{\"item\":1,\"prediction\":0},\n", "line 1 is not a JSON object")]
    [InlineData("item,prediction\n1,0\n", "line 1 is not a JSON object")]
    [InlineData("{\"item\":\"\\ud800\",\"prediction\":0}", "line 1 is not a JSON object")]
    [InlineData("{\"item\":1,\"prediction\":0}\n\n{\"item\":2,\"prediction\":0}", "line 2 is blank")]
    [InlineData("{\"item\":1,\"guess\":0}", "line 1 has no 'prediction' (left alone: 'guess')")]
    [InlineData("{\"item\":1,\"item\":2,\"prediction\":0}", "line 1 has the field 'item' twice")]
    [InlineData("{\"prediction\":0}", "line 1 has no 'item'")]
    [InlineData("{\"item\":null,\"prediction\":0}", "line 1 has no item id")]
    [InlineData("{\"item\":[1],\"prediction\":0}", "line 1 has a list or an object where one value belongs")]
    [InlineData("{\"item\":1,\"prediction\":0}\n{\"item\":2}", "line 2 has the fields item, line 1 has item, prediction")]
    [InlineData("{\"item\":1,\"prediction\":0}\n{\"item\":1,\"prediction\":0}", "line 2 repeats item 1 of line 1")]
    [InlineData("{\"item\":1,\"prediction\":2.0}", "line 1 holds class 2.0")]
    [InlineData("{\"item\":1,\"prediction\":null}", "line 1 has no prediction")]
    [InlineData("{\"item\":1,\"score\":\"1\"}", "line 1 holds '1', which is no number")]
    [InlineData("{\"item\":1,\"score\":null}", "line 1 holds 'null', which is no number")]
    [InlineData("{\"item\":1,\"score\":1e999}", "which is no number")]
    [InlineData("{\"item\":1,\"score\":[1]}", "line 1 holds '[', which is no number")]
    [InlineData("{\"item\":1,\"prediction\":0,\"probabilities\":1}", "line 1 holds probabilities in another form")]
    [InlineData("{\"item\":1,\"prediction\":0,\"probabilities\":[]}", "line 1 holds no probabilities")]
    [InlineData("{\"item\":1,\"prediction\":0,\"probabilities\":[0.5]}", "line 1 holds probabilities that sum to 0.5")]
    [InlineData(
        "{\"item\":1,\"prediction\":0,\"probabilities\":[1]}\n{\"item\":2,\"prediction\":0,\"probabilities\":[1,0]}",
        "line 2 has more than the 1 probabilities of line 1")]
    [InlineData(
        "{\"item\":1,\"prediction\":0,\"probabilities\":[1,0]}\n{\"item\":2,\"prediction\":0,\"probabilities\":[1]}",
        "line 2 has no probability for class 1")]
    [InlineData(
        "{\"item\":1,\"prediction\":0,\"probabilities\":[1,0]}\n{\"item\":2,\"prediction\":0,\"probabilities\":{\"0\":1}}",
        "line 2 holds probabilities in another form")]
    [InlineData("{\"item\":1,\"prediction\":\"a\",\"probabilities\":{\"a\":0.5,\"a\":0.5}}", "line 1 has two probabilities for class a")]
    [InlineData("{\"item\":1,\"prediction\":\"b\",\"probabilities\":{\"a\":1}}", "line 1 holds class b, which has no probabilities")]
    [InlineData(
        "{\"item\":1,\"prediction\":\"a\",\"probabilities\":{\"a\":1}}\n{\"item\":2,\"prediction\":\"a\",\"probabilities\":{\"b\":1}}",
        "line 2 has a probability for class b, line 1 has none")]
    public void Json_is_refused(string text, string message) => Refused("p.jsonl", Encoding.UTF8.GetBytes(text), message);

    [Theory]
    [InlineData("p.csv", "line 2 holds bytes that are not UTF-8 text")]
    [InlineData("p.jsonl", "line 2 is not a JSON object in UTF-8")]
    public void Bytes_that_are_no_text_are_refused(string name, string message) =>
        Refused(
            name,
            [
                .. name == "p.csv" ? "item,prediction\n"u8 : "{\"item\":1,\"prediction\":0}\n"u8, .. "{\"item\":\""u8, 0xC3, 0x28,
                .. "\",\"prediction\":0}\n"u8,
            ],
            message);

    [Fact]
    public void Text_in_another_encoding_is_refused() =>
        Refused(
            "p.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("item,prediction\na,0\n")], "line 1 holds bytes that are not UTF-8 text");

    [Fact]
    public void What_is_no_file_is_refused()
    {
        Assert.Contains("no such file", Error(folder.File("nowhere.csv")).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Error("").Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Error("a\0b").Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", Error(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_shown_by_its_beginning_on_one_line()
    {
        var message = Refused(
            "p.csv", Encoding.UTF8.GetBytes($"item,score\na,\u001b[31m{new string('x', 100_000)}\n"), "which is no number");
        Assert.InRange(message.Length, 50, 400);
        Assert.DoesNotContain('\u001b', message);
    }

    private string Refused(string name, byte[] content, string message)
    {
        var path = folder.File(name);
        File.WriteAllBytes(path, content);
        var error = Error(path);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message + error.Fix);
        Assert.NotEmpty(error.Fix);
        return error.Message;
    }

    private static InputException Error(string path) => Assert.Throws<InputException>(() => RecordedPredictions.Read(path));
}
