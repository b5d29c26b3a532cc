using InferenceCost.Tests.Statistics;
using static InferenceCost.Tests.Statistics.StudyTable;

namespace InferenceCost.Tests.Quality.Metrics.Coverage;

/// <summary>
/// How often each metric's 90 % interval holds the truth, over samples with fixed seeds: the table of docs/statistics.md.
/// </summary>
public sealed class MetricCoverageStudy(ITestOutputHelper output)
{
    private static readonly (int Units, int Samples)[] Sizes = [(90, 2_000), (300, 2_000), (1_000, 1_000), (10_000, 400)];

    /// <summary>Of answers that take long to draw and to score.</summary>
    private static readonly (int Units, int Samples)[] FewerSizes = [(90, 1_000), (300, 1_000), (1_000, 1_000), (10_000, 100)];

    /// <summary>Of a metric that takes resampling; macro F1 has a study of its own.</summary>
    private static readonly (int Units, int Samples)[] FewestSizes = [(90, 1_000), (300, 1_000), (1_000, 400), (10_000, 100)];

    [Fact(Explicit = true)]
    public void Numbers() => Study(["mae", "rmse"], NumberPopulations.Errors, withRatio: true);

    [Fact(Explicit = true)]
    public void Orders() => Study(["spearman"], NumberPopulations.Orders, withRatio: false);

    [Fact(Explicit = true)]
    public void Strengths() => Study(["auc", "average-precision"], StrengthPopulations.All, withRatio: false);

    [Fact(Explicit = true)]
    public void Rankings() => Study(["ndcg@5", "mrr@5", "recall@5"], QueryPopulations.All, withRatio: false, FewerSizes);

    [Fact(Explicit = true)]
    public void Texts() => Study(["exact-match", "token-f1", "wer", "cer"], TextPopulations.All, withRatio: true, FewerSizes);

    [Fact(Explicit = true)]
    public void Classes() => Study(["accuracy@2", "perplexity"], ClassPopulations.All, withRatio: true, FewestSizes);

    private void Study(
        string[] metrics, IReadOnlyList<MetricPopulation> populations, bool withRatio, (int Units, int Samples)[]? fewer = null)
    {
        var table = new StudyTable(output, ["metric, models", .. Sizes.Select(size => Number(size.Units))]);
        foreach (var population in populations)
        {
            var sizes = (fewer ?? Sizes).Select(size => population.Coverage(metrics, size.Units, size.Samples)).ToList();
            for (var m = 0; m < metrics.Length; m++)
            {
                var cells = sizes.Select(size => size[m]).ToList();
                table.Row([$"{metrics[m]}: {population.Name}", .. cells.Select(cell => cell.Text(withRatio))]);
                if (cells.Exists(cell => cell.IsShort))
                {
                    table.Miss($"{metrics[m]}, {population.Name}");
                }
            }
        }

        table.AssertNothingMissed();
    }
}
