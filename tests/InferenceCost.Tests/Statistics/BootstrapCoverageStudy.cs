using System.Globalization;
using InferenceCost.Statistics;
using static InferenceCost.Tests.Statistics.StudyTable;

namespace InferenceCost.Tests.Statistics;

/// <summary>How often 95 % bootstrap intervals hold the truth, over samples with fixed seeds: tables of docs/statistics.md.</summary>
public sealed class BootstrapCoverageStudy(ITestOutputHelper output)
{
    /// <summary>Few discordant items make few different resamples: a point or two of coverage are lost below about this many.</summary>
    private const int EnoughDiscordantItems = 25;

    /// <summary>A fifth of the default: the noise that this adds to the ends costs less than a tenth of a point of coverage.</summary>
    private const int Resamples = 2_000;

    [Fact(Explicit = true)]
    public void Kappa()
    {
        var table = new StudyTable(output, "accuracy, discordance, kappa", "200 items", "1,000 items", "10,000 items");
        foreach (var (accuracy, discordance, difference) in new[]
            { (0.95, 0.02, 0), (0.95, 0.06, 0), (0.90, 0.06, -0.02), (0.90, 0.15, 0), (0.70, 0.15, 0), (0.70, 0.25, -0.02) })
        {
            var population = PairedPopulation.Of(accuracy, discordance, difference);
            var name = string.Create(
                CultureInfo.InvariantCulture, $"{WholePercent(accuracy)}, {WholePercent(discordance)}, {population.Kappa:0.00}");
            table.Row([name, .. new[] { 200, 1_000, 10_000 }.Select(items => Cell(
                table, $"kappa, {name}", items, discordance, population.Coverage(items, samples: 4_000, seed: items, (counts, seed) =>
                    ErrorConsistency.BootstrapInterval(counts, seed, resamples: Resamples)?.Contains(population.Kappa))))]);
        }

        table.AssertNothingMissed();
    }

    [Fact(Explicit = true)]
    public void MacroF1()
    {
        var table = new StudyTable(output, "ten classes, student", "200 items", "1,000 items", "10,000 items");
        foreach (var (name, population) in new[]
            {
                ("equal sizes, copies 90 %", new LabelledPopulation(0.92, 0.92, 0.9, 1)),
                ("equal sizes, copies 80 %", new LabelledPopulation(0.92, 0.85, 0.8, 1)),
                ("equal sizes, copies 50 %", new LabelledPopulation(0.80, 0.75, 0.5, 1)),
                ("sizes 13 to 1, copies 90 %", new LabelledPopulation(0.92, 0.92, 0.9, 0.75)),
                ("sizes 13 to 1, copies 80 %", new LabelledPopulation(0.92, 0.85, 0.8, 0.75)),
                ("sizes 13 to 1, copies 50 %", new LabelledPopulation(0.80, 0.75, 0.5, 0.75)),
            })
        {
            table.Row([name, .. new[] { 200, 1_000, 10_000 }.Select(items => Cell(
                table, $"macro F1, {name}", items, population.Discordance,
                population.Coverage(items, samples: items < 10_000 ? 2_000 : 1_000, Resamples)))]);
        }

        table.AssertNothingMissed();
    }

    /// <summary>Means over clusters of one to nine items, half of whose variance is shared: the bootstrap beside the t interval.</summary>
    [Fact(Explicit = true)]
    public void Clusters()
    {
        var table = new StudyTable(output, "clusters", "bootstrap of clusters", "cluster-robust t", "t of items taken as independent");
        foreach (var clusters in new[] { 5, 10, 20, 50, 200 })
        {
            var population = new ClusteredPopulation(clusters);
            var robust = population.Coverage(4_000, (sample, _) =>
                PairedMeanInterval.OfClusters(sample.Zeros, sample.Scores, sample.Clusters, 0.95));
            var independent = population.Coverage(4_000, (sample, _) => PairedMeanInterval.Compute(sample.Zeros, sample.Scores, 0.95));
            var bootstrap = population.Coverage(2_000, (sample, seed) => PairedBootstrap.Compute(
                sample.Scores.Length, _ => 0, sample.Mean, seed, 0.95, resamples: Resamples, sample.Clusters, evidence: clusters));
            table.Row(Number(clusters), Percent(bootstrap), Percent(robust), Percent(independent));
            if (robust is < 0.91 or > 0.97 || (clusters >= 50 && bootstrap is < 0.93 or > 0.97))
            {
                table.Miss($"{clusters} clusters: {Percent(bootstrap)}, {Percent(robust)}");
            }
        }

        table.AssertNothingMissed();
    }

    private static string Cell(StudyTable table, string what, int items, double discordance, (double Coverage, double Without) result)
    {
        // Where most samples have too few discordant items for an interval, the rest are not typical ones.
        if (result.Without > 0.5)
        {
            return $"n/a in {WholePercent(result.Without)}";
        }

        var least = items * discordance < EnoughDiscordantItems ? 0.91 : 0.93;
        if (result.Coverage < least || result.Coverage > 0.97)
        {
            table.Miss($"{what}, {items} items: {Percent(result.Coverage)}");
        }

        return result.Without >= 0.005 ? $"{Percent(result.Coverage)}, n/a in {WholePercent(result.Without)}" : Percent(result.Coverage);
    }
}
