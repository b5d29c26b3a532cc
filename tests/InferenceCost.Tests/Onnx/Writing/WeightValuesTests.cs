using InferenceCost.Onnx.Writing;

namespace InferenceCost.Tests.Onnx.Writing;

public sealed class WeightValuesTests
{
    private static readonly TensorKey Key = TensorKey.Derive(42, "encoder.layer.0.attention.self.query.weight");

    [Fact]
    public void The_mean_the_deviation_and_the_shape_are_those_of_a_normal_distribution()
    {
        const int Count = 400_000;
        var values = Values(WeightValues.Normal(0.02, mean: 1), Key, Count);
        var mean = values.Average(value => (double)value);
        var moments = Enumerable.Range(2, 3).Select(power => values.Average(value => Math.Pow(value - mean, power))).ToArray();

        // Five standard errors each: of the mean sigma / sqrt(n) = 3.2e-5, of the deviation sigma / sqrt(2 n) = 2.2e-5, of skewness and
        // kurtosis below sqrt(6 / n) = 0.0039 and sqrt(24 / n) = 0.0077. The kurtosis is Irwin-Hall's, 3 - 0.3.
        Assert.Equal(1, mean, 1.6e-4);
        Assert.Equal(0.02, Math.Sqrt(moments[0]), 1.1e-4);
        Assert.Equal(0, moments[1] / Math.Pow(moments[0], 1.5), 0.0195);
        Assert.Equal(2.7, moments[2] / Math.Pow(moments[0], 2), 0.039);
    }

    [Fact]
    public void Neighbours_rows_and_tensors_do_not_depend_on_each_other()
    {
        const int Count = 262_144;
        var values = Values(WeightValues.Normal(1), Key, Count);
        var others = Values(WeightValues.Normal(1), TensorKey.Derive(42, "encoder.layer.1.attention.self.query.weight"), Count);

        // Five standard errors of a correlation of zero: 5 / sqrt(n) = 0.01.
        Assert.All(
            new[] { 1, 2, 3, 8, 64, 768, 1024, 4096, 65_536 }, lag => Assert.Equal(0, Correlation(values.AsSpan(lag), values), 0.01));
        Assert.Equal(0, Correlation(values, others), 0.01);
    }

    [Fact]
    public void Values_are_the_same_however_they_are_cut_up()
    {
        var source = WeightValues.Normal(0.02);
        var whole = Values(source, Key, 1000);
        var pieces = new float[1000];
        foreach (var (start, length) in new[] { (0, 1), (1, 7), (8, 500), (508, 492) })
        {
            source.Fill(Key, start, 1, pieces.AsSpan(start, length));
        }

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void A_column_holds_what_the_rows_hold_there()
    {
        var source = WeightValues.Normal(0.02);
        var whole = Values(source, Key, 48 * 40);
        var column = new float[40];
        source.Fill(Key, 5, 48, column);
        Assert.Equal(Enumerable.Range(0, 40).Select(row => whole[(row * 48) + 5]), column);
    }

    [Fact]
    public void Beyond_two_to_the_32_the_values_go_on_without_repeating()
    {
        var source = WeightValues.Normal(0.02);
        var across = new float[32];
        var after = new float[16];
        source.Fill(Key, (1L << 32) - 16, 1, across);
        source.Fill(Key, 1L << 32, 1, after);
        Assert.Equal(after, across[16..]);
        Assert.NotEqual(Values(source, Key, 16), after);
    }

    [Fact]
    public void Values_are_those_of_an_independent_implementation()
    {
        // Architectures/Golden/make_golden.py: normal(42, "encoder.layer.0.attention.self.query.weight", 0, 4, 0.02)
        Assert.Equal(ExpectedStart, Values(WeightValues.Normal(0.02), Key, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_deviation_that_would_make_all_values_equal_is_refused(double deviation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightValues.Normal(deviation));

    private static readonly float[] ExpectedStart = [-0.028552832f, -0.0060823695f, -0.021238871f, 0.053358033f];

    private static float[] Values(WeightValues source, TensorKey key, int count)
    {
        var values = new float[count];
        source.Fill(key, 0, 1, values);
        return values;
    }

    private static double Correlation(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var count = Math.Min(one.Length, other.Length);
        var (sumA, sumB, squaresA, squaresB, products) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var (a, b) = ((double)one[i], (double)other[i]);
            (sumA, sumB, squaresA, squaresB, products) = (sumA + a, sumB + b, squaresA + a * a, squaresB + b * b, products + a * b);
        }

        return (products - sumA * sumB / count) / Math.Sqrt((squaresA - sumA * sumA / count) * (squaresB - sumB * sumB / count));
    }
}
