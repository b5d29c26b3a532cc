using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Reading;

public sealed class ValueCountTests
{
    [Fact]
    public void Each_kind_of_float32_is_told_apart()
    {
        float smallestNormal = BitConverter.UInt32BitsToSingle(0x0080_0000),
            largestSubnormal = BitConverter.UInt32BitsToSingle(0x007F_FFFF);
        var count = ValueCount.Count<float>(
            [0f, -0f, float.Epsilon, -float.Epsilon, largestSubnormal, -largestSubnormal, smallestNormal, -smallestNormal, 1f, -7.5f]);
        Assert.Equal(new ValueCount(10, Subnormal: 4, NotFinite: 0, Zeros: 2, LargestMagnitude: 7.5), count);
    }

    [Fact]
    public void What_is_not_finite_is_counted_and_has_no_magnitude() => Assert.Equal(
        new ValueCount(5, Subnormal: 0, NotFinite: 4, Zeros: 0, LargestMagnitude: 2),
        ValueCount.Count<float>(
            [float.NaN, BitConverter.UInt32BitsToSingle(0xFFC0_0001), float.PositiveInfinity, -2f, float.NegativeInfinity]));

    [Fact]
    public void Float16_has_limits_of_its_own()
    {
        // 2^-14 is the smallest normal number, 2^-24 the smallest of all.
        Half smallestNormal = (Half)Math.ScaleB(1, -14),
            smallest = (Half)Math.ScaleB(1, -24),
            below = (Half)(Math.ScaleB(1, -14) - Math.ScaleB(1, -24));
        var count = ValueCount.Count<Half>(
        [
            smallestNormal, -smallestNormal, smallest, -smallest, below, Half.NegativeZero, Half.NaN, Half.NegativeInfinity, Half.MinValue,
        ]);
        Assert.Equal(new ValueCount(9, Subnormal: 3, NotFinite: 2, Zeros: 1, LargestMagnitude: 65504), count);
    }

    [Fact]
    public void Float64_is_counted_by_its_own_exponent() => Assert.Equal(
        new ValueCount(4, Subnormal: 2, NotFinite: 0, Zeros: 0, LargestMagnitude: double.MaxValue),
        ValueCount.Count<double>([double.Epsilon, -Math.BitDecrement(Math.ScaleB(1, -1022)), Math.ScaleB(1, -1022), -double.MaxValue]));

    [Fact]
    public void Bfloat16_has_the_exponents_of_float32()
    {
        // Smallest normal, largest subnormal, -0, infinity, not-a-number, -2; more than one piece of them.
        ushort[] six = [0x0080, 0x007F, 0x8000, 0x7F80, 0x7FC0, 0xC000];
        var many = Enumerable.Repeat(six, 500).SelectMany(bits => bits).ToArray();
        Assert.Equal(
            new ValueCount(3000, 500, 1000, 500, 2), ValueCount.Count(TensorElementType.BFloat16, MemoryMarshal.AsBytes<ushort>(many)));
    }

    [Theory]
    [InlineData(TensorElementType.Float, 2)]
    [InlineData(TensorElementType.Float16, 4)]
    [InlineData(TensorElementType.Double, 1)]
    public void Bytes_are_read_as_their_type(TensorElementType type, int values) =>
        Assert.Equal(new ValueCount(values, 0, 0, values, 0), ValueCount.Count(type, new byte[8]));

    [Fact]
    public void Nothing_and_sums()
    {
        Assert.Equal(default, ValueCount.Count<float>([]));
        Assert.Equal(new ValueCount(3, 1, 0, 1, 3), ValueCount.Count<float>([0f, 3f]) + ValueCount.Count<float>([float.Epsilon]));
    }

    [Fact]
    public void Integers_are_refused()
    {
        Assert.False(ValueCount.Counts(TensorElementType.Int8));
        Assert.Throws<ArgumentException>(() => ValueCount.Count(TensorElementType.Int64, new byte[8]));
    }
}
