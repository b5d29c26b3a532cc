using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace InferenceCost.Tests.Statistics;

/// <summary>What is true of two models, to hold the statistics of samples against: the shares of the four kinds of item.</summary>
internal sealed record PairedPopulation(double BothRight, double OnlyStudentRight, double OnlyTeacherRight, double BothWrong)
{
    /// <summary>Tables less likely than this are left out; all of them together weigh less than 1e-9.</summary>
    private const double Negligible = 1e-17;

    internal double StudentAccuracy => BothRight + OnlyStudentRight;

    internal double TeacherAccuracy => BothRight + OnlyTeacherRight;

    internal double Kappa
    {
        get
        {
            var expected = StudentAccuracy * TeacherAccuracy + (1 - StudentAccuracy) * (1 - TeacherAccuracy);
            return (BothRight + BothWrong - expected) / (1 - expected);
        }
    }

    internal static PairedPopulation Of(double teacherAccuracy, double discordance, double difference)
    {
        var onlyTeacher = (discordance - difference) / 2;
        var both = teacherAccuracy - onlyTeacher;
        // Rounding must not leave a share of none a little below it.
        return new PairedPopulation(both, discordance - onlyTeacher, onlyTeacher, Math.Max(0, 1 - both - discordance));
    }

    /// <summary>The probability that a sample satisfies a condition, by summing over every table that these items can produce.</summary>
    internal double Probability(int items, Func<PairedCounts, bool> holds)
    {
        var discordance = OnlyStudentRight + OnlyTeacherRight;
        var total = 0.0;
        foreach (var (discordant, weight) in Weights(discordance, items))
        {
            var both = Weights(BothRight / (BothRight + BothWrong), items - discordant);
            foreach (var (student, studentWeight) in Weights(OnlyStudentRight / discordance, discordant))
            {
                foreach (var (bothRight, bothWeight) in both)
                {
                    if (weight * studentWeight * bothWeight >= Negligible
                        && holds(new PairedCounts(bothRight, student, discordant - student, items - discordant - bothRight)))
                    {
                        total += weight * studentWeight * bothWeight;
                    }
                }
            }
        }

        return total;
    }

    /// <summary>
    /// The share of random samples for which an interval holds the truth, among those that have one, and the share that have none.
    /// </summary>
    /// <param name="items">Number of items of a sample.</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="seed">Seed of the samples.</param>
    /// <param name="holds">Given a sample and its number: whether its interval holds the truth; null where it has none.</param>
    internal (double Coverage, double Without) Coverage(int items, int samples, int seed, Func<PairedCounts, int, bool?> holds)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        PairedCounts[] tables = [.. Enumerable.Range(0, samples).Select(_ => Draw(items, random))];
        var answers = tables.AsParallel().Select(holds).ToArray();
        var covered = answers.Count(answer => answer == true);
        var without = answers.Count(answer => answer is null);
        return (covered / (double)(samples - without), without / (double)samples);
    }

    private PairedCounts Draw(int items, Random random)
    {
        var discordance = OnlyStudentRight + OnlyTeacherRight;
        var discordant = BinomialDraw.Next(random, items, discordance);
        var student = BinomialDraw.Next(random, discordant, OnlyStudentRight / discordance);
        var both = BinomialDraw.Next(random, items - discordant, BothRight / (BothRight + BothWrong));
        return new PairedCounts(both, student, discordant - student, items - discordant - both);
    }

    /// <summary>The numbers of successes that are not negligible: they lie within nine standard deviations, few successes aside.</summary>
    private static List<(int Successes, double Weight)> Weights(double probability, int trials)
    {
        var reach = 9 * Math.Sqrt(trials * probability * (1 - probability)) + 40;
        var first = (int)Math.Max(0, trials * probability - reach);
        var last = (int)Math.Min(trials, trials * probability + reach);
        return [.. Enumerable.Range(first, last - first + 1)
            .Select(successes => (successes, Binomial.PMF(probability, trials, successes)))
            .Where(pair => pair.Item2 >= Negligible)];
    }
}
