using System.Globalization;
using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

/// <summary>Samples as lm-evaluation-harness logs them: the fields and their order are those of its evaluator and its tracker.</summary>
public sealed class HarnessLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_filter_is_read_and_its_metric_named()
    {
        var read = Read(Generated(0, "none", 1), Generated(1, "none", 0));
        Assert.Equal(["0", "1"], read.Items);
        Assert.Equal([1.0, 0], read.Scores!);
        Assert.False(read.HasAnswers);
        Assert.Equal(["metric 'exact_match' is read as 'score'", "filter 'none'"], read.Notes);
    }

    [Fact]
    public void Several_filters_are_refused_until_one_is_named()
    {
        string[] lines = [Generated(0, "strict-match", 0), Generated(0, "flexible-extract", 1)];
        var refused = Assert.Throws<InputException>(() => Read(lines));
        Assert.Contains("holds 2 filters of the same answers: strict-match, flexible-extract", refused.Message, StringComparison.Ordinal);
        Assert.Equal("name the one to judge by: --filter \"strict-match\"", refused.Fix);
        Assert.Equal([1.0], Read(new ReadingChoices { Filters = ["flexible-extract"] }, lines).Scores!);
        Assert.Contains(
            "has no filter loose", Assert.Throws<InputException>(() => Read(new ReadingChoices { Filters = ["loose"] }, lines)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_are_answers_where_every_score_agrees_with_them()
    {
        var read = Read(Choice(0, "1", "-2.5", "-0.5", 1), Choice(1, "1", "-0.25", "-3", 0));
        Assert.Equal([1, 1], read.Labels!);
        Assert.Equal([1, 0], read.Predicted);
        Assert.Equal([1.0, 0], read.Scores!);
        Assert.Contains("metric 'acc' is read as 'score' (--score-column takes another: acc_norm)", read.Notes);

        // The second score says that the answer is right, and the log-likelihoods that it is not: the score is what the harness found.
        Assert.False(Read(Choice(0, "1", "-2.5", "-0.5", 1), Choice(1, "1", "-0.25", "-3", 1)).HasAnswers);
    }

    [Fact]
    public void Another_metric_can_be_named()
    {
        var read = Read(new ReadingChoices { Score = "acc_norm" }, Choice(0, "1", "-2.5", "-0.5", 1));
        Assert.Equal([0.5], read.Scores!);
        Assert.False(read.HasAnswers);
        var refused = Assert.Throws<InputException>(() => Read(new ReadingChoices { Score = "bleu" }, Choice(0, "1", "-2", "-1", 1)));
        Assert.Equal("--score-column takes one of: acc, acc_norm", refused.Fix);
    }

    [Fact]
    public void Older_logs_name_neither_filter_nor_metrics()
    {
        var read = Read(
            """{"doc_id": 7, "doc": {}, "target": " x", "arguments": {}, "resps": [["x"]], "filtered_resps": ["x"], "acc": true}""");
        Assert.Equal(["7"], read.Items);
        Assert.Equal([1.0], read.Scores!);
    }

    [Theory]
    [InlineData(
        "repeats doc_id 0 of line 1", "name", """{"doc_id": 0, "resps": [], "acc": 1}""", """{"doc_id": 0, "resps": [], "acc": 0}""")]
    [InlineData(
        "line 2 has no number for 'acc'", "--score-column",
        """{"doc_id": 0, "resps": [], "acc": 1}""", """{"doc_id": 1, "resps": [], "acc": NaN}""")]
    [InlineData("has no metric with one number an item", "", """{"doc_id": 0, "resps": [], "bleu": [["a"], ["b"]]}""")]
    [InlineData("line 2 is not a JSON object", "", """{"doc_id": 0, "resps": [], "acc": 1}""", """{"doc_id": 1, "resps": [""")]
    [InlineData("line 2 is not a JSON object", "", """{"doc_id": 0, "resps": [], "acc": 1}""", "")]
    public void What_cannot_be_used_is_refused_with_its_line(string message, string fix, params string[] lines)
    {
        var refused = Assert.Throws<InputException>(() => Read(lines));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(fix, refused.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_number_of_another_question_is_refused()
    {
        File.WriteAllText(folder.File("a.jsonl"), """{"doc_id": 0, "resps": [], "acc": 1, "doc_hash": "a"}""");
        File.WriteAllText(folder.File("b.jsonl"), """{"doc_id": 0, "resps": [], "acc": 1, "doc_hash": "b"}""");
        Assert.Contains(
            "item 0 is not the same question in both",
            Assert.Throws<InputException>(() => RecordedPredictions.ReadTogether([folder.File("a.jsonl"), folder.File("b.jsonl")])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_ones_own_may_have_a_doc_id_and_choices_that_nothing_takes_are_refused()
    {
        File.WriteAllText(folder.File("own.jsonl"), """{"doc_id": 0, "pred": 1}""");
        Assert.Equal([1], RecordedPredictions.Read(folder.File("own.jsonl")).Predicted);
        foreach (var choices in new[] { new ReadingChoices { Filters = ["none"] }, new ReadingChoices { Score = "acc" } })
        {
            Assert.Throws<InputException>(() => RecordedPredictions.ReadTogether([folder.File("own.jsonl")], choices));
        }
    }

    private static string Generated(int item, string filter, int score) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"doc_id": {{{item}}}, "doc": {"question": "How many? NaN"}, "target": "18", "arguments": {"gen_args_0": {"arg_0": "Q"}}, """)
        + string.Create(CultureInfo.InvariantCulture,
            $$"""
            "resps": [["18"]], "filtered_resps": ["18"], "filter": "{{filter}}", "metrics": ["exact_match"], "doc_hash": "d{{item}}",
            """)
        + string.Create(
            CultureInfo.InvariantCulture, $$""" "prompt_hash": "p", "target_hash": "t", "exact_match": {{score}}.0}""");

    private static string Choice(int item, string target, string first, string second, int right)
    {
        string[] answers = [$"[\"{first}\", \"False\"]", $"[\"{second}\", \"False\"]"];
        return string.Create(
            CultureInfo.InvariantCulture, $$"""{"doc_id": {{item}}, "doc": {}, "target": "{{target}}", "arguments": {}, "resps": """)
            + $"[[{answers[0]}], [{answers[1]}]], \"filtered_resps\": [{answers[0]}, {answers[1]}]"
            + string.Create(
                CultureInfo.InvariantCulture,
                $$""", "filter": "none", "metrics": ["acc", "acc_norm"], "doc_hash": "d{{item}}", "acc": {{right}}.0, "acc_norm": 0.5}""");
    }

    private Predictions Read(params string[] lines) => Read(ReadingChoices.None, lines);

    private Predictions Read(ReadingChoices choices, params string[] lines)
    {
        var path = folder.File("samples_task_2026-01-01T00-00-00.jsonl");
        File.WriteAllText(path, string.Join('\n', lines) + "\n", new UTF8Encoding(false));
        return RecordedPredictions.ReadTogether([path], choices)[0];
    }
}
