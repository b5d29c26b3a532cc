using InferenceCost.Foundation.Figures;

namespace InferenceCost.Tests.Foundation.Figures;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1.00")]
    [InlineData(9.996, "10.0")]
    [InlineData(99.96, "100")]
    [InlineData(123.4, "123")]
    [InlineData(45678, "45,700")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(-2.345, "-2.35")]
    [InlineData(0.0000000012, "1.2E-9")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void Numbers_have_three_significant_digits(double value, string text) => Assert.Equal(text, Figure.ThreeDigits(value));

    [Theory]
    [InlineData(4.83, 4.61, 5.02, "4.83x (4.61 to 5.02)")]
    [InlineData(1.052, 1.049, 1.061, "1.05x (1.05 to 1.06)")]
    [InlineData(0.914, 0.8, 1.2, "0.914x (0.800 to 1.200)")]
    [InlineData(123.4, 99.7, 140.2, "123x (100 to 140)")]
    public void Ratios_show_as_many_decimals_as_matter(double estimate, double low, double high, string text) =>
        Assert.Equal(text, Figure.Ratio(estimate, low, high));

    [Theory]
    [InlineData(-0.0031, "-0.31")]
    [InlineData(0.0005, "+0.05")]
    [InlineData(-0.00001, "0.00")]
    [InlineData(0, "0.00")]
    public void Differences_are_points_with_a_sign(double difference, string text) => Assert.Equal(text, Figure.Points(difference));

    [Theory]
    [InlineData(0.9, "90 %")]
    [InlineData(0.97852, "97.9 %")]
    public void Confidences_have_no_idle_decimals(double share, string text) => Assert.Equal(text, Figure.Confidence(share));
}
