using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class UserDataFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_named_with_its_item(float value)
    {
        var path = Written([1, 2, 3, 4, value, 6]);
        var error = Assert.Throws<InputException>(() => UserDataFile.Read(path, null));
        Assert.EndsWith("array 'x' holds a value that is not finite, in item 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finite_ones_are_counted() => Assert.Equal(3, UserDataFile.Read(Written([1, 2, 3, 4, 5, 6]), null)!.Items);

    private string Written(float[] values)
    {
        NpzArchive.Write(
            folder.File("x.npz"), [new NpyArray("x", TensorElementType.Float, [3, 2], MemoryMarshal.AsBytes<float>(values).ToArray())]);
        return folder.File("x.npz");
    }
}
