using InferenceCost.Records;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Commands;

/// <summary>Models whose inputs have an axis beside the batch that only the user can size.</summary>
public sealed class FreeAxesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run", "--teacher", "T", "--student", "S")]
    [InlineData("run", "--demo", "--teacher", "T", "--student", "S")]
    [InlineData("run", "--teacher", "T", "--student", "S", "--threads", "2")]
    [InlineData("ab", "--base-model", "T", "--head-model", "S")]
    [InlineData("models", "show", "T", "--values")]
    public async Task Without_a_size_nothing_is_measured_and_the_option_to_give_is_named(params string[] arguments)
    {
        var (code, output, error) = await Program(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("input 'input_ids' int64[batch,sequence] leaves axis 'sequence' free, and no size was given "
            + "(likewise 'attention_mask')\n", error, StringComparison.Ordinal);
        Assert.Contains("  fix: give --dim sequence=128 (a usual length of a sentence pair", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("results")));
    }

    [Fact]
    public async Task An_input_that_does_not_state_its_rank_needs_its_shape()
    {
        var model = TinyModels.Relu();
        model.Graph.Input[0].Type.TensorType.Shape = null;
        model.Graph.Output[0].Type.TensorType.Shape = null;
        model.Save(folder.File("unstated.onnx"));
        string[] run = ["run", "--demo", "--teacher", "unstated.onnx", "--student", "unstated.onnx", "--output", "out"];
        var (code, _, error) = await Program(run);
        Assert.Equal(2, code);
        Assert.Contains(
            "input 'x' float32[...] does not say how many axes it has, and no shape was given", error, StringComparison.Ordinal);
        Assert.Contains("--shape x=1x128", error, StringComparison.Ordinal);
        (code, _, error) = await Program([.. run, "--shape", "x=2x3", "--profile", "quick"]);
        Assert.True(code == 0, error);
    }

    [Theory]
    [InlineData("the model has no free dimension 'nothing'", "run", "--teacher", "T", "--student", "S", "--dim", "nothing=3")]
    [InlineData("'many' is not a size", "run", "--teacher", "T", "--student", "S", "--dim", "sequence=8,many")]
    [InlineData("'two': not a number of threads", "run", "--teacher", "T", "--student", "S", "--dim", "sequence=8", "--threads", "1,two")]
    [InlineData("a gate measures at one size", "ab", "--base-model", "T", "--head-model", "S", "--dim", "sequence=8,16")]
    [InlineData("a gate measures at one number", "ab", "--base-model", "T", "--head-model", "S", "--threads", "1,2")]
    [InlineData("a call is counted at one size", "models", "show", "T", "--dim", "sequence=8,16")]
    public async Task A_size_that_cannot_be_meant_is_refused(string why, params string[] arguments)
    {
        var (code, output, error) = await Program(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_shown_without_the_cost_of_a_call_and_why()
    {
        var (code, text, error) = await Program("models", "show", "T");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("multiply-accumulates: n/a: the model: input 'input_ids'", text, StringComparison.Ordinal);
        Assert.Contains("give --dim sequence=128", text, StringComparison.Ordinal);
        Assert.Contains("parameters: 400", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_size_and_number_of_threads_is_measured_and_the_claim_is_made_of_the_first()
    {
        var (code, text, error) = await Program(
            "run", "--demo", "--teacher", "T", "--student", "S", "--dim", "sequence=16,128", "--threads", "1,2", "--profile", "quick",
            "--budget", "1h", "--output", folder.File("out"));
        Assert.True(code == 0, error);
        Assert.Contains("on this machine (cpu) at sequence=16, 1 thread", text, StringComparison.Ordinal);
        var run = RunStore.Read(folder.File("out"));
        Assert.Equal(
            ["b1/t1/s128", "b1/t1/s16", "b1/t2/s128", "b1/t2/s16"],
            run.Cases.Where(item => item.Metric == "latency" && item.Model == "teacher").Select(item => item.Id.Split("cpu/")[1]).Order());
        Assert.Equal(4, run.Ratios.Count(ratio => ratio.Metric == "latency" && ratio.Launches.Count == 6));
        Assert.Equal(4, run.Ratios.Count(ratio => ratio.Metric == "throughput"));
        Assert.Equal(("latency", 1, 16L), run.Ratios.Where(ratio => !ratio.IsFurther)
            .Select(ratio => (ratio.Metric, ratio.Threads, ratio.Sizes!["sequence"])).First());
        Assert.Single(run.Cases, item => item.Metric == "load" && item.Model == "teacher");
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));

        var page = await File.ReadAllTextAsync(folder.File("out", "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("Measured at input_ids 1x16, attention_mask 1x16, 1 thread.", page, StringComparison.Ordinal);
        Assert.Contains(
            "Shapes of one item: sequence=16: input_ids 1x16, attention_mask 1x16; sequence=128: input_ids 1x128", page,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_really_run_at_every_size_before_a_plan_is_made()
    {
        var (code, text, error) = await BuiltProgram.Run(
            folder.Path, "run", "--teacher", Teacher(), "--student", Student(), "--dim", "sequence=4,9", "--profile", "quick", "--budget",
            "1h", "--dry-run");
        Assert.True(code == 0, error);
        Assert.DoesNotContain("failed", error, StringComparison.Ordinal);
        Assert.Contains("latency of 2 models at batch 1, launch 6\n", text, StringComparison.Ordinal);
        Assert.Contains("latency of 2 models at batch 1, sequence=9, 1 thread, launch 6  (optional)", text, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) => WarmProgram.Run(
        folder.Path, [.. arguments.Select(argument => argument switch
        {
            "T" => Teacher(),
            "S" => Student(),
            _ => argument,
        })]);

    private string Teacher() => TinyModels.Embedding(rows: 100).Save(folder.File("teacher.onnx"));

    private string Student() => TinyModels.Embedding(rows: 100, width: 2).Save(folder.File("student.onnx"));
}
