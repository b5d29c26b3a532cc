using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tests.Foundation.Files;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

/// <summary>Logs as Inspect writes them, the archive and the one object.</summary>
public sealed class InspectLogTests : IDisposable
{
    private const string Header = """{"version": 2, "status": "success", "eval": {"task": "t", "model": "m"}, "plan": {}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_forms_give_the_same_and_letters_are_grades()
    {
        string[] samples =
        [
            Sample("1", 1, "\"C\""), Sample("\"q 2\"", 1, "\"I\""), Sample("3", 1, "\"P\""), Sample("4", 1, "\"N\""),
            Sample("5", 1, "0.25"), Sample("6", 1, "true"), Sample("7", 1, "\"no\""), Sample("8", 1, "\"0.75\""),
        ];
        foreach (var read in new[] { Archive(ReadingChoices.None, samples), Json(ReadingChoices.None, samples) })
        {
            Assert.Equal(["1", "q 2", "3", "4", "5", "6", "7", "8"], read.Items);
            Assert.Equal([1, 0, 0.5, 0, 0.25, 1, 0, 0.75], read.Scores!);
            Assert.Null(read.Spread);
            Assert.Equal(["the score is what 'match' gave"], read.Notes);
        }
    }

    [Fact]
    public void Epochs_are_several_answers_to_one_question()
    {
        var read = Archive(
            ReadingChoices.None, Sample("1", 1, "1"), Sample("2", 1, "0"), Sample("1", 2, "0"), Sample("2", 2, "0"), Sample("1", 3, "1"));
        Assert.Equal(["1", "2"], read.Items);
        Assert.Equal([2.0 / 3, 0], read.Scores!);
        Assert.Equal((2, 5, 2, 3), (read.Spread!.Questions, read.Spread.Answers, read.Spread.Fewest, read.Spread.Most));
    }

    [Fact]
    public void Several_scorers_are_refused_until_one_is_named()
    {
        const string sample =
            """{"id": 1, "epoch": 1, "target": "x", "scores": {"match": {"value": "C"}, "judge": {"value": {"tone": 3}}}}""";
        var refused = Assert.Throws<InputException>(() => Archive(ReadingChoices.None, sample));
        Assert.Contains("holds 2 scorers of the same answers: match, judge.tone", refused.Message, StringComparison.Ordinal);
        Assert.Equal([3.0], Archive(new ReadingChoices { Filters = ["judge.tone"] }, sample).Scores!);
    }

    [Theory]
    [InlineData("is an Inspect log of version 3; version 2 can be read", """{"version": 3, "status": "success", "eval": {}""")]
    [InlineData("is an Inspect log of version 1; version 2 can be read", """{"version": 1, "status": "success", "eval": {}""")]
    public void Other_versions_are_refused_by_name(string message, string header)
    {
        Assert.Contains(message, Assert.Throws<InputException>(() => Json(header, Sample("1", 1, "1"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            message, Assert.Throws<InputException>(() => Archive(header, Sample("1", 1, "1"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sample 1 (epoch 1) has no score by 'match' that is", """{"id": 1, "epoch": 1, "scores": {"match": {"value": NaN}}}""")]
    [InlineData("sample 1 (epoch 1) has no score by 'match' that is", """{"id": 1, "epoch": 1, "scores": {"match": {"value": "B"}}}""")]
    [InlineData(
        "sample 2 (epoch 1) has no score by 'match': it ended in an error", """{"id": 1, "epoch": 1, "scores": {"match": {"value": 1}}}""",
        """{"id": 2, "epoch": 1, "error": {"message": "x"}}""")]
    [InlineData("has sample 1 twice in epoch 1", """{"id": 1, "epoch": 1}""", """{"id": "1", "epoch": 1}""")]
    [InlineData("sample 1 has no id", """{"epoch": 1}""")]
    [InlineData("holds no scored samples")]
    public void What_has_no_score_is_refused(string message, params string[] samples) => Assert.Contains(
        message, Assert.Throws<InputException>(() => Archive(ReadingChoices.None, samples)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_zip_archive_of_something_else_and_an_unfinished_log_are_refused()
    {
        File.WriteAllBytes(folder.File("a.zip"), ZipListingTests.PackedWithZstd([("x.csv", "item,score\na,1\n"u8.ToArray())]));
        Assert.Contains(
            "is a zip archive and no Inspect log",
            Assert.Throws<InputException>(() => RecordedPredictions.Read(folder.File("a.zip"))).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder.File("a.eval"), ZipListingTests.PackedWithZstd([("_journal/start.json", "{}"u8.ToArray())]));
        Assert.Contains(
            "has not ended",
            Assert.Throws<InputException>(() => RecordedPredictions.Read(folder.File("a.eval"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_entry_is_named()
    {
        File.WriteAllBytes(folder.File("a.eval"), ZipListingTests.PackedWithZstd(
            [("header.json", Encoding.UTF8.GetBytes(Header + "}")), ("samples/1_epoch_1.json", "{\"id\": "u8.ToArray())]));
        Assert.Contains(
            "a.eval, entry samples/1_epoch_1.json: is no JSON",
            Assert.Throws<InputException>(() => RecordedPredictions.Read(folder.File("a.eval"))).Message, StringComparison.Ordinal);
    }

    private static string Sample(string id, int epoch, string value) => FormattableString.Invariant(
        $$$$"""{"id": {{{{id}}}}, "epoch": {{{{epoch}}}}, "target": "x", "scores": {"match": {"value": {{{{value}}}}, "answer": "x"}}}""");

    private Predictions Archive(ReadingChoices choices, params string[] samples) => Archive(Header, choices, samples);

    private Predictions Archive(string header, params string[] samples) => Archive(header, ReadingChoices.None, samples);

    private Predictions Archive(string header, ReadingChoices choices, string[] samples)
    {
        var path = folder.File("2026-01-01T00-00-00_task_x.eval");
        File.WriteAllBytes(path, ZipListingTests.PackedWithZstd(
        [
            ("_journal/start.json", "{}"u8.ToArray()),
            .. samples.Select((sample, i) => (FormattableString.Invariant($"samples/{i}_epoch_1.json"), Encoding.UTF8.GetBytes(sample))),
            ("summaries.json", "[]"u8.ToArray()),
            ("header.json", Encoding.UTF8.GetBytes(header + "}")),
        ]));
        return RecordedPredictions.ReadTogether([path], choices)[0];
    }

    private Predictions Json(ReadingChoices choices, params string[] samples) => Json(Header, choices, samples);

    private Predictions Json(string header, params string[] samples) => Json(header, ReadingChoices.None, samples);

    private Predictions Json(string header, ReadingChoices choices, string[] samples)
    {
        var path = folder.File("log.json");
        File.WriteAllText(path, $"{header}, \"samples\": [{string.Join(",\n", samples)}]}}");
        return RecordedPredictions.ReadTogether([path], choices)[0];
    }
}
