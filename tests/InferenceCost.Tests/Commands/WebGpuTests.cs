using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// The program on a graphics provider, from the command line to the report: on a machine without such a processor over a software driver
/// (tests/webgpu/make.sh), whose times mean nothing.
/// </summary>
public sealed class WebGpuTests : IDisposable
{
    private static readonly string[] OnWebGpu = ["--provider-option", "webgpu.dawnBackendType=Vulkan", "--profile", "quick"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_bundled_family_runs_there_and_answers_as_on_the_cpu()
    {
        RequireWebGpu();
        var (code, _, error) = await Run(
            "--provider", "cpu,webgpu", "--items", "256", "--models", InferenceCost.Families.Catalog.ModelsFolder.Find(null));
        Assert.True(code == 0, error);
        var run = RunStore.Read(folder.File("out"));

        var there = run.Cases.Where(item => item.Provider == "webgpu").ToList();
        Assert.Equal(["cpu", "webgpu"], run.Cases.Select(item => item.Provider).Distinct().Order());
        Assert.All(there, item => Assert.True(item.Valid, $"{item.Id}: {string.Join("; ", item.Reasons)}"));
        Assert.All(there, item => Assert.Equal(["WebGpuExecutionProvider"], item.Placement!.Nodes.Keys));
        Assert.All(there, item => Assert.EndsWith("/webgpu.dawnBackendType=Vulkan", item.Id, StringComparison.Ordinal));
        Assert.Equal(0, there.Max(item => item.AllocatedBytesPerOp));

        Assert.Equal(["plain-24k", "plain-95k", "res-256k", "separable-8k", "teacher"], run.Outputs.Select(output => output.Model).Order());
        Assert.All(run.Outputs, output => Assert.Equal((256, 0), (output.Items, output.OtherClass)));
        Assert.All(run.Outputs, output => Assert.InRange(output.LargestDifference!.Value, 0, 1e-3));
        Assert.Contains(
            "## CPU against other providers",
            await File.ReadAllTextAsync(Path.Combine(folder.File("out"), "report.md"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_without_copies_are_timed_too_and_allocate_nothing()
    {
        RequireWebGpu();
        var (code, _, error) = await Run(
            "--provider", "webgpu", "--teacher", TinyModels.Teacher().Save(folder.File("t.onnx")), "--student",
            TinyModels.Student().Save(folder.File("s.onnx")), "--budget", "20m");
        Assert.True(code == 0, error);
        var run = RunStore.Read(folder.File("out"));
        var compute = run.Cases.Where(item => item.Metric == Metric.ComputeLatency.Id).ToList();
        Assert.Equal(2, compute.Count);
        Assert.All(compute, item => Assert.Equal((true, 0.0), (item.Valid, item.AllocatedBytesPerOp)));
        Assert.Equal(6, run.Ratios.First(ratio => ratio.Metric == Metric.ComputeLatency.Id).Launches.Count);
        Assert.All(run.Outputs, output => Assert.InRange(output.LargestDifference!.Value, 0, 1e-3));
    }

    [Fact]
    public async Task A_captured_graph_answers_as_the_cpu_does()
    {
        RequireWebGpu();
        var (code, _, error) = await Run(
            "--provider", "webgpu", "--provider-option", "webgpu.enableGraphCapture=1", "--teacher",
            TinyModels.Teacher().Save(folder.File("t.onnx")), "--student", TinyModels.Student().Save(folder.File("s.onnx")));
        Assert.True(code == 0, error);
        var run = RunStore.Read(folder.File("out"));
        Assert.All(run.Cases, item => Assert.True(item.Valid, $"{item.Id}: {string.Join("; ", item.Reasons)}"));
        Assert.All(run.Cases.Where(item => item.Metric == Metric.Throughput.Id), item => Assert.Equal(1, item.Callers));
        Assert.All(run.Outputs, output => Assert.InRange(output.LargestDifference!.Value, 0, 1e-3));
    }

    [Fact]
    public async Task A_model_with_an_operator_that_the_provider_lacks_is_invalid_and_names_it()
    {
        RequireWebGpu();
        var (code, _, error) = await Run(["--provider", "webgpu", .. FilesWithDeterminant()]);
        Assert.True(code == 3, error);
        var cases = RunStore.Read(folder.File("out")).Cases;
        Assert.NotEmpty(cases);
        Assert.All(cases, item => Assert.Contains(
            item.Reasons, reason => reason.Code == "placement" && reason.Message.Contains("Det (", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_it_is_allowed_the_rest_runs_elsewhere_and_the_share_is_told()
    {
        RequireWebGpu();
        var (code, _, error) = await Run(["--provider", "webgpu", "--allow-fallback", .. FilesWithDeterminant()]);
        Assert.True(code == 0, error);

        // Three of the model and the copies that the runtime puts around the one in the middle.
        Assert.Matches(
            @"\d+ % of [3-5] nodes and \d+ % of the time of a call: Det \(",
            await File.ReadAllTextAsync(Path.Combine(folder.File("out"), "report.md"), TestContext.Current.CancellationToken));
    }

    private Task<(int Code, string Output, string Error)> Run(params string[] arguments) =>
        BuiltProgram.Run(folder.Path, ["run", .. arguments, .. OnWebGpu, "--output", folder.File("out")]);

    /// <summary>A determinant between two products: WebGPU has none.</summary>
    private string[] FilesWithDeterminant()
    {
        var model = new GraphBuilder("determinant").Input("x", TensorElementType.Float, 1, 4, 4).Output("y", TensorElementType.Float, 1)
            .Node("MatMul", ["x", "x"], ["square"])
            .Node("Det", ["square"], ["determinant"])
            .Node("Mul", ["determinant", "determinant"], ["y"]).Model;
        string[] paths = [folder.File("a.onnx"), folder.File("b.onnx")];
        Array.ForEach(paths, path => TinyModels.Save(model, path));
        return ["--teacher", paths[0], "--student", paths[1]];
    }

    private static void RequireWebGpu() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("FAKE_CUDA") is null
        && Environment.GetEnvironmentVariable(NativeLibraryChoice.Variable) is { Length: > 0 } library && File.Exists(library),
        $"{NativeLibraryChoice.Variable} names no native library with WebGPU; tests/webgpu/make.sh makes one");
}
