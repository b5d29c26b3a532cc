using System.Runtime.InteropServices;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// The program on CUDA, over a device that computes products of matrices and nothing else (tests/cuda/make.sh): what can be said without an
/// NVIDIA processor. Times mean nothing, but it does its work after a call has returned, and counts what it did.
/// </summary>
public sealed class CudaTests : IDisposable
{
    private const string Provider = "CUDAExecutionProvider";

    /// <summary>What a product of matrices or a copy adds to the fake driver's counter, in joules.</summary>
    private const double JoulesAPiece = 1e-3;

    private const double IdleWatts = 50;

    /// <summary>What replaying a graph counts for besides the work in it.</summary>
    private const int PiecesOfAReplay = 5;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Products_are_placed_there_and_equal_the_cpus_with_copies_and_without()
    {
        var run = await Run(
            "--provider", "cpu,cuda", "--provider-option", "cuda.use_tf32=0", "--teacher", Products(16), "--student", Products(2),
            "--budget", "4m");
        var there = run.Cases.Where(item => item.Provider == "cuda").ToList();
        Assert.All(there, item => Assert.True(item.Valid, $"{item.Id}: {string.Join("; ", item.Reasons)}"));
        Assert.All(there, item => Assert.Equal([Provider], item.Placement!.Nodes.Keys));
        Assert.All(
            there, item => Assert.Equal(("0", "0"), (item.Settings.Requested["cuda.use_tf32"], item.Settings.Effective["cuda.use_tf32"])));
        Assert.Equal(0, there.Max(item => item.AllocatedBytesPerOp));
        Assert.All(run.Outputs, output => Assert.InRange(output.LargestDifference!.Value / output.LargestValue, 0, 1e-5));
        Assert.Equal(2, run.Outputs.Count);

        // Eight times the products in a call that ended before them would not show.
        Assert.All(
            new[] { Metric.Latency.Id, Metric.ComputeLatency.Id },
            metric => Assert.InRange(
                Assert.Single(run.Ratios, ratio => ratio.Metric == metric && ratio.Provider == "cuda").Estimate!.Value, 2, 16));
        var page = await File.ReadAllTextAsync(Path.Combine(folder.File("out"), "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("products of 32-bit numbers in TF32: off", page, StringComparison.Ordinal);
        Assert.Contains("Fake CUDA device", page, StringComparison.Ordinal);

        // The products of a call, and the copies in and out.
        CheckEnergy(there, "t", 16 + 2);
        CheckEnergy(there, "s", 2 + 2);
    }

    [Fact]
    public async Task A_captured_graph_sees_every_item_and_is_measured_with_copies_and_without_by_one_caller()
    {
        NpzArchive.Write(
            folder.File("x.npz"),
            [new NpyArray("x", TensorElementType.Float, [40, 32], MemoryMarshal.AsBytes(Noise(40 * 32).AsSpan()).ToArray())]);
        var run = await Run(
            "--provider", "cuda", "--provider-option", "cuda.enable_cuda_graph=1", "--teacher", Classifier("t.onnx", 64), "--student",
            Classifier("s.onnx", 8), "--inputs", folder.File("x.npz"), "--budget", "4m");
        Assert.All(run.Cases, item => Assert.True(item.Valid, $"{item.Id}: {string.Join("; ", item.Reasons)}"));
        Assert.All(run.Cases, item => Assert.Contains("/cuda.enable_cuda_graph=1", item.Id, StringComparison.Ordinal));
        Assert.All(run.Cases.Where(item => item.Metric == Metric.Throughput.Id), item => Assert.Equal(1, item.Callers));
        Assert.Equal(2, run.Cases.Count(item => item.Metric == Metric.ComputeLatency.Id));
        Assert.Equal(0, run.Cases.Max(item => item.AllocatedBytesPerOp));
        Assert.All(run.Outputs, output => Assert.Equal((40, 0), (output.Items, output.OtherClass)));
        Assert.All(run.Outputs, output => Assert.InRange(output.LargestDifference!.Value / output.LargestValue, 0, 1e-5));

        // Two products that are replayed; the driver's own copies are not counted.
        CheckEnergy(run.Cases, "t", 2 + PiecesOfAReplay);
    }

    [Fact]
    public async Task Where_no_graph_can_be_captured_it_is_said()
    {
        // A sequence has no room that could be made for it beforehand.
        var model = new GraphBuilder("sequence").Input("x", TensorElementType.Float, "N", 32, 32)
            .Node("MatMul", ["x", "x"], ["product"]).Node("SequenceConstruct", ["product"], ["y"]).Model;
        var product = GraphBuilder.Value("product", TensorElementType.Float, "N", 32, 32);
        model.Graph.Output.Add(new ValueInfoProto
        {
            Name = "y",
            Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = product.Type } },
        });
        string[] paths = [folder.File("t.onnx"), folder.File("s.onnx")];
        Array.ForEach(paths, path => TinyModels.Save(model, path));
        var (code, _, error) = await Program(
            "--provider", "cuda", "--provider-option", "cuda.enable_cuda_graph=1", "--teacher", paths[0], "--student", paths[1]);
        Assert.Equal(2, code);
        Assert.Contains("no graph can be captured: output 'y' has no fixed size", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_cuDNN_it_runs_all_but_convolutions()
    {
        RequireFake();
        var (_, text, error) = await BuiltProgram.Run(folder.Path, "doctor");
        Assert.True(text.Contains("providers: cpu, cuda", StringComparison.Ordinal), text + error);
        Assert.Contains("cuda runs no convolution: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_that_computes_something_else_is_seen()
    {
        var wrong =
            new GraphBuilder("kernel").Input("x", TensorElementType.Float, "N", 32, 32).Output("y", TensorElementType.Float, "N", 32, 32)
                .Node("MatMul", ["x", "x"], ["product"]).Node("Relu", ["product"], ["y"]).Model;
        await Run("--provider", "cuda", "--teacher", TinyModels.Save(wrong, folder.File("t.onnx")), "--student", Products(2));
        Assert.Matches(
            @"own/t \| cuda \|.*(computes something else than the CPU|one gives no finite number where the other does)",
            await File.ReadAllTextAsync(Path.Combine(folder.File("out"), "report.md"), TestContext.Current.CancellationToken));
    }

    /// <summary>Its counter counts pieces of work.</summary>
    private static void CheckEnergy(IEnumerable<CaseRecord> cases, string model, int pieces)
    {
        var energy = Assert.Single(cases, item => item.Metric == Metric.Energy.Id && item.Model == model);
        Assert.InRange(energy.Parts!["idleWatts"], 0.97 * IdleWatts, 1.03 * IdleWatts);
        Assert.InRange(energy.Parts["netOfIdle"] * energy.Batch, 0.8 * pieces * JoulesAPiece, 1.2 * pieces * JoulesAPiece);
    }

    private async Task<RunRecord> Run(params string[] arguments)
    {
        var (code, _, error) = await Program(arguments);
        Assert.True(code == 0, error);
        return RunStore.Read(folder.File("out"));
    }

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments)
    {
        RequireFake();
        return BuiltProgram.Run(folder.Path, ["run", .. arguments, "--profile", "quick", "--output", folder.File("out")]);
    }

    private static void RequireFake() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FAKE_CUDA") is "1", "no fake CUDA is set up; tests/cuda/make.sh makes one");

    /// <summary>A model of two products from 32 numbers to scores of ten classes.</summary>
    private string Classifier(string file, int width) => TinyModels.Save(
        new GraphBuilder("classifier").Input("x", TensorElementType.Float, "N", 32).Output("y", TensorElementType.Float, "N", 10)
            .Floats("A", [32, width], Noise(32 * width)).Floats("B", [width, 10], Noise(width * 10))
            .Node("MatMul", ["x", "A"], ["hidden"]).Node("MatMul", ["hidden", "B"], ["y"]).Model,
        folder.File(file));

    private static float[] Noise(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>A model of so many products in a row, of a matrix an item: t.onnx where they are many, s.onnx where they are few.</summary>
    private string Products(int count)
    {
        var graph = new GraphBuilder("products")
            .Input("x", TensorElementType.Float, "N", 32, 32)
            .Output($"y{count}", TensorElementType.Float, "N", 32, 32)
            .Floats("W", [32, 32], [.. Enumerable.Range(0, 32 * 32).Select(cell => cell % 33 == 0 ? 1f : (cell % 7 - 3) / 100f)]);
        for (var product = 1; product <= count; product++)
        {
            graph.Node("MatMul", [product == 1 ? "x" : $"y{product - 1}", "W"], [$"y{product}"]);
        }

        return TinyModels.Save(graph.Model, folder.File(count > 2 ? "t.onnx" : "s.onnx"));
    }
}
