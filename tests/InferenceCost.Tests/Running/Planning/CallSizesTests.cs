using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Running.Planning;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Running.Planning;

public sealed class CallSizesTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 8, 1)]
    [InlineData("N", 8, 8)]
    [InlineData("N", "batch", 4)]
    public void Calls_that_hold_as_many_items_are_compared(object own, object other, int batch) =>
        CallSizes.Require([("t", Taking(own, 64)), ("s", Taking(other, 64))], batch);

    [Theory]
    [InlineData(1, 8, 1, "export both")]
    [InlineData("N", 8, 1, "--batch 8")]
    [InlineData(8, "N", 1, "--batch 8")]
    public void Calls_that_hold_other_numbers_of_items_are_not(object own, object other, int batch, string fix)
    {
        var thrown = Assert.Throws<InputException>(
            () => CallSizes.Require([("t", Taking(own, 64)), ("s", Taking(other, 64))], batch));
        Assert.Contains("their calls are not the same work", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(fix, thrown.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_of_other_sizes_are_other_work_by_intention() =>
        CallSizes.Require([("t", Taking(1, 64)), ("s", Taking(8, 32))], 1);

    private static OnnxSignature Taking(object items, int width) =>
        OnnxSignature.Read(TinyModels.Identity(TensorElementType.Float, items, width));
}
