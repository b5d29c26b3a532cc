using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Runtime.Native;

namespace InferenceCost.Tests.Commands;

/// <summary>Libraries of operators reach every process that loads a model, and the record.</summary>
public sealed class CustomOperatorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Workers_get_the_library_and_a_run_without_it_ends_with_2()
    {
        var library = OperatorLibrary.Build(folder);
        string[] run = ["run", "--teacher", Model(), "--student", Model(), "--profile", "quick", "--provider", "cpu", "--dry-run"];
        var (code, text, error) = await BuiltProgram.Run(folder.Path, [.. run, "--custom-ops", "libdoubled.so"]);
        Assert.True(code == 0, error);
        Assert.Contains("latency of 2 models", text, StringComparison.Ordinal);
        (code, _, error) = await BuiltProgram.Run(folder.Path, run);
        Assert.True(code == 2, error);
        Assert.True(File.Exists(library));
    }

    [Fact]
    public async Task Its_hash_is_recorded_and_a_file_that_is_missing_is_refused()
    {
        var library = folder.Write("ops.so", "never loaded by a demonstration");
        string[] run = ["run", "--demo", "--teacher", Model(), "--student", Model(), "--profile", "quick", "--provider", "cpu"];
        var (code, _, error) = await WarmProgram.Run(
            folder.Path, [.. run, "--custom-ops", library, "--output", folder.File("out"), "--budget", "1h"]);
        Assert.True(code == 0, error);
        Assert.Equal(
            [new OperatorLibraryRecord("ops.so", FileHash.Compute(library))], RunStore.Read(folder.File("out")).Native.CustomOperators!);
        (code, _, error) = await WarmProgram.Run(folder.Path, [.. run, "--custom-ops", "none.so"]);
        Assert.Equal(2, code);
        Assert.Contains("--custom-ops none.so: no such file", error, StringComparison.Ordinal);
    }

    private string Model() => OperatorLibrary.Model().Save(folder.File("m.onnx"));
}
