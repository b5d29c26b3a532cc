using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

/// <summary>What must hold for any data, tried on data drawn at random with fixed seeds.</summary>
public sealed class PairedPropertiesTests
{
    private static readonly PairedCounts[] Tables = [.. Enumerable.Range(0, 300).Select(RandomTable)];

    [Fact]
    public void Exchanging_the_models_mirrors_differences_and_inverts_ratios() => Assert.All(Tables, table =>
    {
        var (there, back) = (TangoInterval.Compute(table), TangoInterval.Compute(table.Swap()));
        Assert.Equal((-there.High, -there.Low), (back.Low, back.High));

        var (ratio, inverse) = (PairedRatioInterval.Compute(table)!.Value, PairedRatioInterval.Compute(table.Swap())!.Value);
        Assert.Equal((1 / inverse.High, 1 / ratio.High), (ratio.Low, inverse.Low));

        Assert.Equal(ErrorConsistency.Kappa(table), ErrorConsistency.Kappa(table.Swap()));
    });

    [Fact]
    public void Every_interval_holds_its_estimate_and_agrees_on_whether_the_two_differ() => Assert.All(Tables, table =>
    {
        var difference = TangoInterval.Compute(table);
        var ratio = PairedRatioInterval.Compute(table)!.Value;
        Assert.True(difference.Contains(table.Difference));
        Assert.True(ratio.Contains(((double)table.BothRight + table.OnlyStudentRight) / (table.BothRight + table.OnlyTeacherRight)));
        // Both score tests are McNemar's where the models are equally good.
        Assert.Equal((difference.Low > 0, difference.High < 0), (ratio.Low > 1, ratio.High < 1));
    });

    [Fact]
    public void Duplicating_all_items_narrows_every_interval() => Assert.All(Tables, table =>
    {
        var twice = new PairedCounts(2 * table.BothRight, 2 * table.OnlyStudentRight, 2 * table.OnlyTeacherRight, 2 * table.BothWrong);
        Assert.True(TangoInterval.Compute(twice).Width < TangoInterval.Compute(table).Width);
        Assert.True(LogWidth(PairedRatioInterval.Compute(twice)!.Value) < LogWidth(PairedRatioInterval.Compute(table)!.Value));
        Assert.Equal(ErrorConsistency.Kappa(table), ErrorConsistency.Kappa(twice));
    });

    [Fact]
    public void Permuting_items_changes_no_statistic_of_means()
    {
        var random = new Random(5);
        for (var sample = 0; sample < 50; sample++)
        {
            var items = random.Next(4, 60);
            double[] teacher = [.. Enumerable.Range(0, items).Select(_ => 0.5 + random.NextDouble() / 2)];
            double[] student = [.. teacher.Select(score => score - 0.05 + random.NextDouble() / 10)];
            int[] clusters = [.. Enumerable.Range(0, items).Select(item => item % 2 == 0 ? 0 : random.Next(1, items))];
            int[] order = [.. Enumerable.Range(0, items)];
            random.Shuffle(order);
            double[] teacherMoved = [.. order.Select(item => teacher[item])];
            double[] studentMoved = [.. order.Select(item => student[item])];
            int[] clustersMoved = [.. order.Select(item => clusters[item])];

            AssertSame(PairedMeanInterval.Compute(teacher, student), PairedMeanInterval.Compute(teacherMoved, studentMoved));
            AssertSame(
                PairedMeanInterval.OfClusters(teacher, student, clusters),
                PairedMeanInterval.OfClusters(teacherMoved, studentMoved, clustersMoved));
            AssertSame(FiellerInterval.OfPairs(student, teacher), FiellerInterval.OfPairs(studentMoved, teacherMoved));
        }
    }

    [Fact]
    public void Duplicated_clusters_narrow_and_clusters_of_duplicates_do_not()
    {
        var random = new Random(6);
        for (var sample = 0; sample < 50; sample++)
        {
            double[] teacher = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            double[] student = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble())];
            int[] clusters = [.. Enumerable.Range(0, 30).Select(item => item % 7)];
            int[] others = [.. clusters.Select(cluster => cluster + 7)];
            var once = PairedMeanInterval.OfClusters(teacher, student, clusters)!.Value;
            var own = PairedMeanInterval.OfClusters([.. teacher, .. teacher], [.. student, .. student], [.. clusters, .. others])!.Value;
            var same = PairedMeanInterval.OfClusters([.. teacher, .. teacher], [.. student, .. student], [.. clusters, .. clusters])!.Value;
            Assert.True(own.Width < once.Width);
            AssertSame(once, same);
        }
    }

    private static PairedCounts RandomTable(int seed)
    {
        var random = new Random(seed);
        var discordant = random.Next(1, 40);
        return new PairedCounts(random.Next(1, 2_000), random.Next(discordant), random.Next(1, discordant + 1), random.Next(200));
    }

    private static double LogWidth(Interval ratio) => Math.Log(ratio.High / ratio.Low);

    private static void AssertSame(Interval? expected, Interval? actual)
    {
        Assert.Equal(expected!.Value.Low, actual!.Value.Low, 1e-12);
        Assert.Equal(expected.Value.High, actual.Value.High, 1e-12);
    }
}
