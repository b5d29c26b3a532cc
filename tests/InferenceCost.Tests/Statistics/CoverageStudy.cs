using InferenceCost.Statistics;
using static InferenceCost.Tests.Statistics.StudyTable;

namespace InferenceCost.Tests.Statistics;

/// <summary>
/// How often the score intervals hold the truth, how often a verdict is false, and what planned items can show: the tables of
/// docs/statistics.md. Exact sums over all tables, but for ratios of more than 1,000 items: there 400,000 samples with fixed seeds.
/// </summary>
public sealed class CoverageStudy(ITestOutputHelper output)
{
    private const double Critical = 1.6448536269514722;
    private const int LargestEnumeration = 1_000;
    private const int EnoughDiscordantItems = 10;

    private static readonly double[] Discordances = [0.02, 0.04, 0.06, 0.10, 0.15, 0.25];

    [Fact(Explicit = true)]
    public void Score_intervals()
    {
        var table = new StudyTable(
            output,
            "items", "discordant items expected", "Tango: coverage of 90 %", "false verdicts", "ratio: coverage of 90 %", "false verdicts");
        foreach (var items in new[] { 50, 100, 200, 400, 1_000, 10_000, 50_000 })
        {
            foreach (var group in Discordances.GroupBy(discordance => Band(items * discordance)).OrderBy(group => group.Key))
            {
                Behaviour[] tango = [.. group.SelectMany(discordance => Losses(discordance).Select(difference =>
                    OfTango(items, PairedPopulation.Of(1 - (discordance + difference) / 2, discordance, difference), difference)))];
                Behaviour[] ratio = [.. group.SelectMany(discordance => Losses(discordance).SelectMany(difference =>
                    new[] { 0.60, 0.86 }
                        .Select(accuracy => OfRatio(items, PairedPopulation.Of(accuracy, discordance, difference), difference))))];
                var (least, most) = (items * group.Min(), items * group.Max());
                table.Row(
                    Number(items), least == most ? Number(least) : $"{Number(least)} to {Number(most)}",
                    Coverages(tango), Worst(tango), Coverages(ratio), Worst(ratio));
                Check(table, $"Tango, {items} items", group.Key, tango);
                Check(table, $"ratio, {items} items", group.Key, ratio);
            }
        }

        table.AssertNothingMissed();
    }

    [Fact(Explicit = true)]
    public void Power_of_planned_items()
    {
        var table = new StudyTable(output, ["margin, true difference (points)", .. Discordances.Select(WholePercent)]);
        foreach (var (margin, difference) in new[] { (0.01, 0), (0.01, -0.005), (0.02, 0), (0.02, -0.01), (0.03, 0), (0.05, 0) })
        {
            var cells = new List<string>();
            foreach (var discordance in Discordances)
            {
                var items = (int)SampleSize.ForNonInferiority(discordance, difference, margin)!.Value;
                var population = PairedPopulation.Of(1 - (discordance + difference) / 2, discordance, difference);
                var power = population.Probability(items, counts => TangoInterval.ScoreStatistic(counts, -margin) > Critical);
                cells.Add($"{Number(items)}: {Percent(power)}");
                // Plans for a handful of discordant items ask for a few items too many: that costs items, not truth.
                if (power < 0.80 || (power > 0.84 && items * discordance >= EnoughDiscordantItems))
                {
                    table.Miss(
                        $"margin {Points(margin)}, difference {Points(difference)}, {WholePercent(discordance)} discordant: {power}");
                }
            }

            table.Row([$"{Points(margin)}, {Points(difference)}", .. cells]);
        }

        table.AssertNothingMissed();
    }

    private static Behaviour OfTango(int items, PairedPopulation population, double difference) => new(
        population.Probability(items, counts => Math.Abs(TangoInterval.ScoreStatistic(counts, difference)) <= Critical),
        difference < 0 ? population.Probability(items, counts => TangoInterval.ScoreStatistic(counts, difference) > Critical) : 0);

    private static Behaviour OfRatio(int items, PairedPopulation population, double difference)
    {
        var ratio = population.StudentAccuracy / population.TeacherAccuracy;
        return new(
            Probability(counts => Math.Abs(PairedRatioInterval.ScoreStatistic(counts, ratio)) <= Critical),
            difference < 0 ? Probability(counts => PairedRatioInterval.ScoreStatistic(counts, ratio) > Critical) : 0);

        double Probability(Func<PairedCounts, bool> holds) => items <= LargestEnumeration
            ? population.Probability(items, holds)
            : population.Coverage(items, samples: 400_000, seed: items, (counts, _) => holds(counts)).Coverage;
    }

    /// <summary>None, and one or two points: those are also the margins, so that a verdict of non-inferiority is false at them.</summary>
    private static IEnumerable<double> Losses(double discordance) => new[] { 0, -0.01, -0.02 }.Where(loss => -loss <= discordance);

    /// <summary>0 where hardly any item is discordant, 1 where some are, 2 from ten on.</summary>
    private static int Band(double discordant) => discordant < 4 ? 0 : discordant < EnoughDiscordantItems ? 1 : 2;

    private static void Check(StudyTable table, string what, int band, Behaviour[] behaviours)
    {
        // Hardly any discordant item means few possible intervals, most of which hold the truth: nothing can bring them down to 90 %.
        var (low, high, error) = band == 2 ? (0.885, 0.915, 0.055) : (0.87, band == 1 ? 0.94 : 1, 0.062);
        foreach (var behaviour in behaviours)
        {
            if (behaviour.Coverage < low || behaviour.Coverage > high || behaviour.FalseVerdicts > error)
            {
                table.Miss($"{what}: {behaviour}");
            }
        }
    }

    private static string Coverages(Behaviour[] behaviours) =>
        $"{Percent(behaviours.Min(behaviour => behaviour.Coverage))} to {Percent(behaviours.Max(behaviour => behaviour.Coverage))}";

    private static string Worst(Behaviour[] behaviours) => $"at most {Percent(behaviours.Max(behaviour => behaviour.FalseVerdicts))}";

    /// <param name="Coverage">Probability that the 90 % interval holds the truth.</param>
    /// <param name="FalseVerdicts">Probability of calling a loss of the margin non-inferior; 0 where there is no loss.</param>
    private sealed record Behaviour(double Coverage, double FalseVerdicts);
}
