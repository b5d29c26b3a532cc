using InferenceCost.Runtime.Native;
using InferenceCost.Machine.Facts;

namespace InferenceCost.Tests.Runtime.Native;

public sealed class NativeLibraryCheckTests
{
    private static readonly string[] Processor = ["CPUExecutionProvider"];
    private static readonly string[] Graphics = ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"];
    private static readonly string[] Mac = ["CoreMLExecutionProvider", "CPUExecutionProvider"];

    public static TheoryData<string, string, string[], string?> Libraries => new()
    {
        { "cpu", "1.32.0", Processor, null },
        { "cpu", "1.32.0", Mac, null },
        { "gpu", "1.32.0", Graphics, null },
        { "gpu", "1.32.0", Processor, "has no CUDA: it is that of package Microsoft.ML.OnnxRuntime" },
        { "cpu", "1.32.0", Graphics, "has CUDA: it is that of package Microsoft.ML.OnnxRuntime.Gpu" },
        { "gpu", "1.31.1", Graphics, "is version 1.31.1" },
        { "cpu", "1.33.0", Processor, "is version 1.33.0" },
    };

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_of_another_package_or_version_is_named(string package, string version, string[] providers, string? difference) =>
        Assert.Equal(difference, NativeLibraryCheck.Difference(package, "1.32.0", (version, providers)));

    [Fact]
    public void The_library_of_this_build_is_the_one_that_it_asked_for()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+$", BuildFacts.AskedVersion);
        NativeLibraryCheck.Verify();
    }
}
