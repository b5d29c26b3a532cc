using System.Text.Json;
using InferenceCost.Families.Catalog;

namespace InferenceCost.Tests.Commands;

/// <summary><c>judge --metric</c> with answers that are no classes.</summary>
public sealed class JudgeMetricsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public JudgeMetricsTests()
    {
        // Numbers of a hundred units, off by up to 5 and up to 6.
        Write("prices-large.csv", "item,label,prediction\n", 400, i => FormattableString.Invariant(
            $"h{i},{100 + i % 7},{100 + i % 7 + i % 11 - 5}\n"));
        Write("prices-small.csv", "item,prediction\n", 400, i => FormattableString.Invariant($"h{i},{100 + i % 7 + i % 13 - 6}\n"));

        // A hundred queries of five items, the first of which is relevant; the small model puts it second for one query in five.
        Write("found-large.csv", "query,item,label,prediction\n", 500, i => FormattableString.Invariant(
            $"q{i / 5},d{i},{(i % 5 == 0 ? 1 : 0)},{5 - i % 5}\n"));
        Write("found-small.csv", "query,item,label,prediction\n", 500, i => FormattableString.Invariant(
            $"q{i / 5},d{i},{(i % 5 == 0 ? 1 : 0)},{(i % 25 == 1 ? 9 : 5 - i % 5)}\n"));
        Write("said-large.csv", "item,label,prediction\n", 300, i => FormattableString.Invariant(
            $"s{i},one two three {i},one two three {i}\n"));
        Write("said-small.csv", "item,label,prediction\n", 300, i => FormattableString.Invariant(
            $"s{i},one two three {i},one two {(i % 10 == 0 ? "tree" : "three")} {i}\n"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_error_in_a_unit_has_a_margin_in_that_unit()
    {
        var (code, text, error) = await Judge("prices-large.csv", "prices-small.csv", "--margin", "2.5", "--metric", "mae");
        Assert.Equal((0, ""), (code, error));

        // Mean distances of 1,094 / 400 and 1,287 / 400.
        Assert.StartsWith("**prices-small.csv matches prices-large.csv within 2.5 (+0.4825", text, StringComparison.Ordinal);
        Assert.Contains(", less is better, 90 % interval +0.", text, StringComparison.Ordinal);
        Assert.Contains("400 items", text, StringComparison.Ordinal);
        Assert.Contains("mean absolute error (less is better)", text, StringComparison.Ordinal);
        Assert.StartsWith(
            "**prices-small.csv is worse than prices-large.csv by more than 0.1 (+0.4825",
            (await Judge("prices-large.csv", "prices-small.csv", "--margin", "0.1", "--metric", "mae")).Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "**prices-small.csv has a root mean squared error more than 1 % above that of prices-large.csv (the teacher's is 8",
            (await Judge("prices-large.csv", "prices-small.csv", "--ratio-margin", "0.01", "--metric", "rmse")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rankings_are_counted_in_queries_and_take_another_number_of_first_items()
    {
        var (code, text, error) = await Judge("found-large.csv", "found-small.csv", "--metric", "ndcg@3", "--margin", "0.2");
        Assert.Equal((0, ""), (code, error));

        // One query in five has its item second: 1 - 0.2 (1 - 1 / log2 3).
        Assert.StartsWith("**found-small.csv matches found-large.csv within 0.2 (-0.0738, 90 % interval ", text, StringComparison.Ordinal);
        Assert.Contains("100 queries", text, StringComparison.Ordinal);
        Assert.Contains("| found-small.csv | student | 0.9262 |", text, StringComparison.Ordinal);
        foreach (var (metric, words) in new[] { ("mrr@7", "-0.1, 90 %"), ("recall@1", "-0.2, 90 %") })
        {
            Assert.Contains(
                words, (await Judge("found-large.csv", "found-small.csv", "--metric", metric)).Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_examples_of_the_documentation_are_what_is_printed()
    {
        var root = Path.GetDirectoryName(ModelsFolder.Find(null, null, AppContext.BaseDirectory))!;
        var written = File.ReadAllText(Path.Combine(root, "docs", "judge.md"));
        foreach (var line in new[]
            {
                "judge prices-large.csv prices-small.csv --metric mae --margin 2.5",
                "judge found-large.csv found-small.csv --metric ndcg@3 --margin 0.2",
            })
        {
            var (code, text, _) = await WarmProgram.Run(folder.Path, line.Split(' '));
            Assert.Equal(0, code);
            Assert.Contains($"\n{line}\n", written, StringComparison.Ordinal);
            Assert.Contains($"\n{text[..text.IndexOf('\n', StringComparison.Ordinal)]}\n", written, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Texts_have_rates_in_points_of_which_less_is_better()
    {
        var (code, text, _) = await Judge("said-large.csv", "said-small.csv", "--metric", "wer", "--margin", "0.05", "--format", "json");
        Assert.Equal(0, code);
        var quality = JsonDocument.Parse(text).RootElement.GetProperty("quality");

        // One word in forty.
        Assert.Equal((0, 0.025), (quality.GetProperty("teacherScore").GetDouble(), quality.GetProperty("studentScore").GetDouble()));
        Assert.Equal(-0.025, quality.GetProperty("delta").GetDouble(), 1e-12);
        Assert.StartsWith(
            "**said-small.csv matches said-large.csv within 5.0 points (+2.50 points, less is better, 90 % interval ",
            (await Judge("said-large.csv", "said-small.csv", "--metric", "wer", "--margin", "0.05")).Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "**said-small.csv is worse than said-large.csv by more than 5.0 points (-10.00 points, 90 % interval ",
            (await Judge("said-large.csv", "said-small.csv", "--metric", "exact-match", "--margin", "0.05")).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mae", "--margin", "0.1")]
    [InlineData("rmse", "--margin", "0.1")]
    [InlineData("spearman", "--margin", "0.2")]
    public async Task A_model_matches_itself(string metric, string option, string margin)
    {
        var (_, text, _) = await Judge("prices-large.csv", "prices-large.csv", "--metric", metric, option, margin);
        Assert.StartsWith("**prices-large.csv matches prices-large.csv within ", text, StringComparison.Ordinal);
        Assert.Contains("bound from how often answers differ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bleu", "--metric bleu: unknown; use accuracy,")]
    [InlineData("ndcg@0", "--metric ndcg@0: unknown")]
    [InlineData("mae@3", "--metric mae@3: unknown")]
    [InlineData("auc", "auc needs the label, 0 or 1")]
    [InlineData("ndcg@3", "ndcg@3 needs the query")]
    public async Task A_metric_that_cannot_be_computed_is_refused(string metric, string words)
    {
        var (code, output, error) = await Judge("prices-large.csv", "prices-small.csv", "--metric", metric);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("\n  fix: ", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Judge(params string[] arguments) =>
        WarmProgram.Run(folder.Path, ["judge", .. arguments]);

    private void Write(string name, string start, int items, Func<int, string> line) =>
        File.WriteAllText(folder.File(name), start + string.Concat(Enumerable.Range(0, items).Select(line)));
}
