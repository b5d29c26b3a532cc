using InferenceCost.Runtime.Native;

namespace InferenceCost.Tests.Runtime.Native;

public sealed class RuntimeMessageTests
{
    [Theory]
    [InlineData("[ErrorCode:Fail] Load model failed", "Load model failed")]
    [InlineData("[ErrorCode:NotImplemented] Could not find\n an implementation", "Could not find an implementation")]
    [InlineData(
        "[ErrorCode:RuntimeException] Non-zero status code. Status Message: /onnxruntime_src/onnxruntime/core/framework/op_kernel.cc:83 "
        + "virtual OrtValue* onnxruntime::OpKernelContext::OutputMLValue(int, const onnxruntime::TensorShape&) status.IsOK() was false.",
        "Non-zero status code. Status Message: status.IsOK() was false.")]
    [InlineData("Missing Input: onnxruntime is not to blame", "Missing Input: onnxruntime is not to blame")]
    public void People_get_one_line_without_the_sources_of_the_runtime(string message, string expected) =>
        Assert.Equal(expected, RuntimeMessage.OneLine(message));
}
