using InferenceCost.Foundation.Figures;

namespace InferenceCost.Tests.Foundation.Figures;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(new[] { 512.0, 900 }, "ns")]
    [InlineData(new[] { 33_000.0, 2_100_000 }, "us")]
    [InlineData(new[] { 2_100_000.0, 84_000_000 }, "ms")]
    [InlineData(new[] { 2e9, 3e9 }, "s")]
    [InlineData(new[] { 5.0, 84e6 }, "us")]
    [InlineData(new[] { 0.0 }, "ns")]
    public void A_column_has_one_unit_in_which_all_its_times_can_be_read(double[] nanoseconds, string unit) =>
        Assert.Equal(unit, Scale.OfNanoseconds(nanoseconds.Select(value => (double?)value)).Symbol);

    [Fact]
    public void Unknown_values_do_not_decide_the_unit() => Assert.Equal("MB", Scale.OfBytes([null, double.NaN, 2.5e6]).Symbol);

    [Fact]
    public void Sizes_are_decimal() => Assert.Equal("2.10", Scale.OfBytes([2.1e6]).Format(2_097_152));
}
