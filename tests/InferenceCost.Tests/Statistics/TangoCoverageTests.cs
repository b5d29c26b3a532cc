using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

/// <summary>Exact behaviour by summing over every table that n items can produce: no simulation, no seed.</summary>
public sealed class TangoCoverageTests
{
    private const double Critical = 1.6448536269514722;

    [Theory]
    [InlineData(100, 0.10, 0)]
    [InlineData(200, 0.10, -0.02)]
    [InlineData(200, 0.25, 0.05)]
    [InlineData(400, 0.05, 0.01)]
    public void Covers_about_nine_times_in_ten_once_ten_discordant_items_are_expected(int items, double discordance, double difference)
    {
        var coverage = Probability(items, discordance, difference, table =>
            Math.Abs(TangoInterval.ScoreStatistic(table, difference)) <= Critical);
        Assert.InRange(coverage, 0.885, 0.915);
    }

    [Theory]
    [InlineData(100, 0.10, 0.02)]
    [InlineData(200, 0.10, 0.05)]
    [InlineData(400, 0.05, 0.02)]
    public void Calls_a_loss_of_the_margin_non_inferior_about_one_time_in_twenty(int items, double discordance, double margin)
    {
        var falseVerdicts = Probability(items, discordance, -margin, table =>
            TangoInterval.ScoreStatistic(table, -margin) > Critical);
        Assert.InRange(falseVerdicts, 0.02, 0.055);
    }

    [Theory]
    [InlineData(0.02, 0.02)]
    [InlineData(0.10, 0.05)]
    [InlineData(0.25, 0.08)]
    public void Planned_items_reach_their_power(double discordance, double margin)
    {
        var items = (int)SampleSize.ForNonInferiority(discordance, 0, margin)!.Value;
        var power = Probability(items, discordance, 0, table => TangoInterval.ScoreStatistic(table, -margin) > Critical);
        Assert.InRange(power, 0.80, 0.84);
    }

    [Fact]
    public void The_interval_covers_exactly_where_the_score_does_not_reject()
    {
        for (var student = 0; student <= 12; student++)
        {
            for (var teacher = 0; student + teacher <= 12; teacher++)
            {
                var table = new PairedCounts(12 - student - teacher, student, teacher, 0);
                var interval = TangoInterval.Compute(table);
                for (var percent = -95; percent <= 95; percent += 5)
                {
                    var score = TangoInterval.ScoreStatistic(table, percent / 100.0);
                    Assert.Equal(Math.Abs(score) < Critical, interval.Contains(percent / 100.0));
                }
            }
        }
    }

    /// <summary>With nothing that both get wrong: on what both agree does not matter.</summary>
    private static double Probability(int items, double discordance, double difference, Func<PairedCounts, bool> holds) =>
        PairedPopulation.Of(1 - (discordance + difference) / 2, discordance, difference).Probability(items, holds);
}
