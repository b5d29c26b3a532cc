using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

/// <summary>Exact behaviour by summing over every table that n items can produce: no simulation, no seed.</summary>
public sealed class PairedRatioCoverageTests
{
    private const double Critical = 1.6448536269514722;

    [Theory]
    [InlineData(100, 0.60, 0.10, 0)]
    [InlineData(200, 0.85, 0.10, -0.02)]
    [InlineData(200, 0.60, 0.25, 0.05)]
    public void Covers_about_nine_times_in_ten_once_ten_discordant_items_are_expected(
        int items, double accuracy, double discordance, double difference)
    {
        var population = PairedPopulation.Of(accuracy, discordance, difference);
        var ratio = population.StudentAccuracy / population.TeacherAccuracy;
        var coverage = population.Probability(items, table => Math.Abs(PairedRatioInterval.ScoreStatistic(table, ratio)) <= Critical);
        Assert.InRange(coverage, 0.885, 0.915);
    }

    [Theory]
    [InlineData(100, 0.60, 0.10, 0.02)]
    [InlineData(200, 0.85, 0.10, 0.05)]
    public void Calls_a_loss_of_the_margin_non_inferior_about_one_time_in_twenty(
        int items, double accuracy, double discordance, double relativeMargin)
    {
        var population = PairedPopulation.Of(accuracy, discordance, -relativeMargin * accuracy);
        var falseVerdicts = population.Probability(items, table =>
            PairedRatioInterval.ScoreStatistic(table, 1 - relativeMargin) > Critical);
        Assert.InRange(falseVerdicts, 0.02, 0.055);
    }
}
