using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PowerLawTests
{
    [Fact]
    public void A_power_law_is_found_again()
    {
        double[] sizes = [1e6, 5e6, 2e7, 1e8];
        var fit = PowerLaw.Fit(sizes, Array.ConvertAll(sizes, size => 3e-4 * Math.Pow(size, 0.7)))!.Value;
        Assert.Equal(0.7, fit.Exponent, 1e-12);
        Assert.Equal(3e-4, fit.Factor, 1e-12);
        Assert.Equal(3e-4 * Math.Pow(4e6, 0.7), fit.At(4e6), 1e-6);
    }

    [Fact]
    public void It_is_the_least_squares_line_of_the_logarithms()
    {
        // numpy.polyfit(numpy.log([1, 2, 4, 8, 20]), numpy.log([3, 5, 11, 14, 50]), 1)
        var fit = PowerLaw.Fit([1, 2, 4, 8, 20], [3, 5, 11, 14, 50])!.Value;
        Assert.Equal(0.9091254897164277, fit.Exponent, 1e-12);
        Assert.Equal(2.8025130255101094, fit.Factor, 1e-12);
    }

    [Fact]
    public void Three_sizes_make_no_line()
    {
        Assert.Null(PowerLaw.Fit([1, 2, 3], [1, 2, 3]));
        Assert.Null(PowerLaw.Fit([1, 2, 3, 3], [1, 2, 3, 4]));
        Assert.Null(PowerLaw.Fit([], []));
    }

    [Fact]
    public void Exchanging_the_axes_of_an_exact_law_inverts_its_exponent()
    {
        double[] sizes = [1, 3, 9, 27, 81], costs = [2, 4, 8, 16, 32];
        Assert.Equal(1, PowerLaw.Fit(sizes, costs)!.Value.Exponent * PowerLaw.Fit(costs, sizes)!.Value.Exponent, 1e-12);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PowerLaw.Fit([1, 2, 3, 4], [1, 2, 3]));
        Assert.ThrowsAny<ArgumentException>(() => PowerLaw.Fit([1, 2, 3, 0], [1, 2, 3, 4]));
        Assert.ThrowsAny<ArgumentException>(() => PowerLaw.Fit([1, 2, 3, 4], [1, 2, 3, double.NaN]));
    }
}
