using InferenceCost.Records;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

/// <summary>
/// A family that declares another metric than accuracy: accuracy is recorded all the same, and must not be taken for that metric.
/// </summary>
public sealed class DeclaredMetricTests
{
    [Theory]
    [InlineData("macro-f1", "Scored by macro F1 on Fashion-MNIST", "| Macro F1 |")]
    [InlineData("perplexity", "Scored by perplexity on Fashion-MNIST", "| Perplexity |")]
    public void It_is_introduced_by_the_metric_that_it_declares(string metric, string introduction, string column)
    {
        var page = Printed.Markdown(Declaring(metric, 0.75));
        Assert.Contains(introduction, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Scored by accuracy", page, StringComparison.Ordinal);
        Assert.Contains(column, page, StringComparison.Ordinal);
        Assert.Contains("| Accuracy |", page, StringComparison.Ordinal);
        Assert.DoesNotContain("| Score |", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("macro-f1", "75.00 %")]
    [InlineData("perplexity", "0.750")]
    public void The_scores_in_that_metric_stand_beside_the_accuracies(string metric, string score)
    {
        var line = Printed.Markdown(Declaring(metric, 0.75))
            .Split('\n')
            .First(line => line.StartsWith("| teacher | teacher |", StringComparison.Ordinal));
        Assert.Contains($"| {score} |", line, StringComparison.Ordinal);
        Assert.Contains("| 94.71 % |", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_before_is_told_by_the_scores_of_its_claims()
    {
        var lines = Printed.Markdown(Declaring("macro-f1", null)).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("Scored by macro F1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| teacher | teacher |", StringComparison.Ordinal)
            && line.Contains("| 60.00 % |", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("| s-260k | student |", StringComparison.Ordinal)
            && line.Contains("| 50.00 % |", StringComparison.Ordinal));
    }

    private static RunRecord Declaring(string metric, double? score)
    {
        var run = ReportFixture.Complete;
        return run with
        {
            Families = [.. run.Families.Select(family => family with { Task = family.Task with { Metric = metric } })],
            Quality = [.. run.Quality.Select(quality => quality with
            {
                Details = score is { } value
                    ? quality.Details.Append(new(metric == "macro-f1" ? "macroF1" : metric, value))
                        .ToDictionary(pair => pair.Key, pair => pair.Value)
                    : quality.Details,
            })],
            Claims = [.. run.Claims.Select(
                claim => claim with { Quality = claim.Quality! with { Metric = metric, TeacherScore = 0.6, StudentScore = 0.5 } })],
        };
    }
}
