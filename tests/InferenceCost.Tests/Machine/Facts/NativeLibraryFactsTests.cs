using InferenceCost.Foundation.Files;
using InferenceCost.Machine.Facts;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class NativeLibraryFactsTests
{
    [Theory]
    [InlineData("/app/libonnxruntime.so", true)]
    [InlineData("/app/libonnxruntime.so.1.31.1", true)]
    [InlineData("/app/libonnxruntime.1.31.1.dylib", true)]
    [InlineData(@"C:\app\onnxruntime.dll", true)]
    [InlineData("/app/libonnxruntime_providers_shared.so", false)]
    [InlineData(@"C:\app\Microsoft.ML.OnnxRuntime.dll", false)]
    [InlineData("/app/libonnxruntime.so.debug", false)]
    [InlineData("/onnxruntime.so/other.so", false)]
    public void Only_the_runtime_itself_is_picked(string path, bool picked) =>
        Assert.Equal(picked ? path : null, NativeLibraryFacts.Pick(["/lib/libc.so.6", path]));

    [Fact]
    public void A_file_below_the_program_has_a_relative_path_and_any_other_only_its_name()
    {
        var folder = Path.Combine(Path.GetTempPath(), "program") + Path.DirectorySeparatorChar;
        Assert.Equal("runtimes/native/x.so", NativeLibraryFacts.Relative(Path.Combine(folder, "runtimes", "native", "x.so"), folder));
        Assert.Equal("x.so", NativeLibraryFacts.Relative(Path.Combine(Path.GetTempPath(), "other", "x.so"), folder));
    }

    [Fact]
    public void The_library_of_this_program_is_found_and_hashed()
    {
        var record = NativeLibraryFacts.Find("1.31.1", "cpu");
        Assert.Contains("onnxruntime", record.Path, StringComparison.Ordinal);
        Assert.Equal(FileHash.Compute(Path.Combine(AppContext.BaseDirectory, record.Path)), record.Sha256);
        Assert.Equal(("1.31.1", "cpu"), (record.Version, record.Package));
    }
}
