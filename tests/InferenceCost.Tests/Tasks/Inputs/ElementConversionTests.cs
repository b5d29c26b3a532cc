using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class ElementConversionTests
{
    [Fact]
    public void Fractions_are_no_bytes_and_the_item_and_its_value_are_named()
    {
        var array = Floats([2, 2], 0, 1, 255, 0.5f);
        var thrown = Assert.Throws<InputException>(() => ElementConversion.Convert(array, TensorElementType.UInt8, 1, "x.npz"));
        Assert.Equal("x.npz: array 'x', item 1: 0.5 is no uint8, which the model takes", thrown.Message);
        Assert.Contains("0 to 255", thrown.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1f, TensorElementType.UInt8)]
    [InlineData(256f, TensorElementType.UInt8)]
    [InlineData(2f, TensorElementType.Bool)]
    [InlineData(1e6f, TensorElementType.Float16)]
    [InlineData(float.NaN, TensorElementType.Int32)]
    public void A_value_beyond_the_type_is_refused(float value, TensorElementType type) =>
        Assert.Throws<InputException>(() => ElementConversion.Convert(Floats([1], value), type, 1, "x.npz"));

    [Fact]
    public void Whole_numbers_that_would_be_rounded_are_refused()
    {
        var ids = new NpyArray("x", TensorElementType.Int64, [1], MemoryMarshal.AsBytes<long>([2049]).ToArray());
        Assert.Throws<InputException>(() => ElementConversion.Convert(ids, TensorElementType.Float16, 1, "x.npz"));
        Assert.Equal(
            [2049f], MemoryMarshal.Cast<byte, float>(ElementConversion.Convert(ids, TensorElementType.Float, 1, "x.npz")).ToArray());
    }

    [Fact]
    public void Fractions_are_rounded_to_the_precision_that_the_model_takes()
    {
        var array = Floats([3], 0.1f, -2.5f, 1);
        Assert.Equal(
            [(Half)0.1f, (Half)(-2.5f), Half.One],
            MemoryMarshal.Cast<byte, Half>(ElementConversion.Convert(array, TensorElementType.Float16, 1, "x.npz")).ToArray());
        // numpy with ml_dtypes: np.array([0.1, -2.5, 1], ml_dtypes.bfloat16).view(np.uint16)
        Assert.Equal(
            [(ushort)0x3DCD, (ushort)0xC020, (ushort)0x3F80],
            MemoryMarshal.Cast<byte, ushort>(ElementConversion.Convert(array, TensorElementType.BFloat16, 1, "x.npz")).ToArray());
    }

    [Fact]
    public void Every_type_that_is_a_number_is_read_as_what_it_is()
    {
        var values = new float[2];
        ElementConversion.ToSingles(TensorElementType.Double, MemoryMarshal.AsBytes<double>([-0.5, 3]), values);
        Assert.Equal([-0.5f, 3], values);
        ElementConversion.ToSingles(TensorElementType.Float16, MemoryMarshal.AsBytes<Half>([(Half)(-0.5f), (Half)3f]), values);
        Assert.Equal([-0.5f, 3], values);
        ElementConversion.ToSingles(TensorElementType.BFloat16, MemoryMarshal.AsBytes<ushort>([0xBF00, 0x4040]), values);
        Assert.Equal([-0.5f, 3], values);
        ElementConversion.ToSingles(TensorElementType.Int8, [0xFF, 3], values);
        Assert.Equal([-1f, 3], values);
        Assert.False(ElementConversion.IsNumber(TensorElementType.String));
    }

    private static NpyArray Floats(long[] shape, params float[] values) =>
        new("x", TensorElementType.Float, shape, MemoryMarshal.AsBytes<float>(values).ToArray());
}
