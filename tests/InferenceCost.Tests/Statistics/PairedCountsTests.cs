using InferenceCost.Statistics;
using MathNet.Numerics.Random;

namespace InferenceCost.Tests.Statistics;

public sealed class PairedCountsTests
{
    [Fact]
    public void Counts_every_kind_of_item()
    {
        bool[] teacher = [true, true, true, true, false, false, false, true];
        bool[] student = [true, true, true, false, true, true, false, false];
        var counts = PairedCounts.Count(teacher, student);
        Assert.Equal(new PairedCounts(3, 2, 2, 1), counts);
        Assert.Equal(8, counts.Items);
        Assert.Equal(0, counts.Difference);
        Assert.Equal(0.5, counts.Discordance);
    }

    [Fact]
    public void The_difference_is_negative_where_the_student_is_worse() =>
        Assert.Equal(-0.25, new PairedCounts(1, 0, 1, 2).Difference);

    [Fact]
    public void Exchanging_the_models_exchanges_the_discordant_items()
    {
        bool[] teacher = [true, true, false, true];
        bool[] student = [true, false, true, false];
        Assert.Equal(PairedCounts.Count(student, teacher), PairedCounts.Count(teacher, student).Swap());
    }

    [Fact]
    public void A_resample_has_as_many_items_with_the_variances_and_covariances_of_a_multinomial_draw()
    {
        const int draws = 100_000;
        double[] shares = [0.5, 0.15, 0.3, 0.05];
        var random = new Xoshiro256StarStar(3, threadSafe: false);
        var sums = new double[4];
        var products = new double[4, 4];
        for (var draw = 0; draw < draws; draw++)
        {
            var resample = new PairedCounts(100, 30, 60, 10).Resample(random);
            Assert.Equal(200, resample.Items);
            double[] cells = [resample.BothRight, resample.OnlyStudentRight, resample.OnlyTeacherRight, resample.BothWrong];
            for (var i = 0; i < 4; i++)
            {
                sums[i] += cells[i];
                for (var j = 0; j < 4; j++)
                {
                    products[i, j] += (cells[i] - 200 * shares[i]) * (cells[j] - 200 * shares[j]);
                }
            }
        }

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(200 * shares[i], sums[i] / draws, 0.1);
            for (var j = 0; j < 4; j++)
            {
                Assert.Equal(200 * shares[i] * ((i == j ? 1 : 0) - shares[j]), products[i, j] / draws, 1.0);
            }
        }
    }

    [Fact]
    public void Resampling_makes_no_item_of_a_kind_that_is_absent()
    {
        var random = new Xoshiro256StarStar(1, threadSafe: false);
        Assert.Equal(new PairedCounts(9, 0, 0, 0), new PairedCounts(9, 0, 0, 0).Resample(random));
        Assert.Equal(new PairedCounts(0, 0, 7, 0), new PairedCounts(0, 0, 7, 0).Resample(random));
        Assert.Equal(0, new PairedCounts(5, 5, 0, 5).Resample(random).OnlyTeacherRight);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PairedCounts.Count([], []));
        Assert.ThrowsAny<ArgumentException>(() => PairedCounts.Count([true], [true, false]));
    }
}
