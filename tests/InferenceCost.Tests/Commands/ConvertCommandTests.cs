using System.Text.Json;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Commands;

/// <summary><c>models convert</c> and <c>run --quantize</c>.</summary>
public sealed class ConvertCommandTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public ConvertCommandTests() => TinyModels.Teacher().Save(folder.PathOf("teacher.onnx"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_copy_is_written_and_told_of()
    {
        var (code, text, error) = await BuiltProgram.Run(folder.Root, "models", "convert", "teacher.onnx", "--to", "int8");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Wrote `teacher.int8.onnx`: ", text, StringComparison.Ordinal);
        Assert.Contains(
            "| Gemm | 1 | fp32 | int8, a scale a column, multiplied in integers | 262 | 66.6 |", text, StringComparison.Ordinal);
        Assert.Contains("it has fewer than 16,384 numbers.", text, StringComparison.Ordinal);
        Assert.Contains("made-up inputs (input 1x16): ", text, StringComparison.Ordinal);
        Assert.Contains("MatMul", text, StringComparison.Ordinal);

        (code, text, _) = await Models("--to", "int4", "--block", "64", "--output", "small.onnx", "--format", "json");
        Assert.Equal(0, code);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal(folder.PathOf("small.onnx"), root.GetProperty("file").GetString());
        Assert.Equal(65536, root.GetProperty("report").GetProperty("converted")[0].GetProperty("bytesBefore").GetInt64() / 4);
        Assert.Equal(8, root.GetProperty("check").GetProperty("agreement").GetProperty("inputs").GetInt32());
    }

    [Fact]
    public async Task Without_sizes_the_copy_is_written_and_not_compared()
    {
        TinyModels.Embedding(3000, 100).Save(folder.PathOf("table.onnx"));
        var (code, text, _) = await WarmProgram.Run(folder.Root, "models", "convert", "table.onnx", "--to", "int8");
        Assert.Equal(0, code);
        Assert.Contains("Not compared with the original: table.onnx: input 'input_ids'", text, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("table.int8.onnx")));
    }

    [Theory]
    [InlineData("is not replaced", "--to", "int8", "--output", "teacher.onnx")]
    [InlineData("an empty path", "--to", "int8", "--output", " ")]
    [InlineData("'int9' is no type", "--to", "int9")]
    [InlineData("--block is for int4", "--to", "int8", "--block", "32")]
    [InlineData("a block of 24", "--to", "int4", "--block", "24")]
    [InlineData("no operator and no node", "--to", "int8", "--keep", "Conv")]
    [InlineData("it was to be kept", "--to", "int8", "--keep", "Gemm")]
    [InlineData("fewer than no inputs", "--to", "int8", "--check", "-1")]
    [InlineData("--shape", "--to", "int8", "--shape", "input=1x15x3")]
    public async Task Wrong_use_ends_with_2_and_a_reason_and_leaves_nothing(string reason, params string[] arguments)
    {
        var (code, _, error) = await Models(arguments);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(["teacher.onnx"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task Copies_of_the_teacher_stand_beside_the_students()
    {
        TinyModels.Student().Save(folder.PathOf("student.onnx"));
        var (code, text, error) = await Run("--student", "student.onnx", "--quantize", "int8,int4", "--format", "json");
        Assert.True(code == 0, error);
        Assert.Equal(2, error.Split("converting teacher.onnx to int").Length - 1);
        var models = JsonDocument.Parse(text).RootElement.GetProperty("families")[0].GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(["teacher", "student", "teacher.int8", "teacher.int4"], models.Select(model => model.GetProperty("id").GetString()));
        Assert.Equal(["fp32", "fp32", "int8", "int4"], models.Select(model => model.GetProperty("precision").GetString()));
        Assert.False(models[2].GetProperty("distilled").GetBoolean());
        Assert.Equal("teacher", models[2].GetProperty("convertedFrom").GetString());
        var page = await File.ReadAllTextAsync(folder.PathOf("out/report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("## Quantise or distil?", page, StringComparison.Ordinal);

        // What was made is there the next time.
        (code, _, error) = await Run("--quantize", "int8", "--output", "again");
        Assert.True(code == 0, error);
        Assert.DoesNotContain("converting", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--quantize is for your own files", "run", "--quantize", "int8", "--family", "fashion-mnist")]
    [InlineData("'int3' is no type", "run", "--teacher", "teacher.onnx", "--quantize", "int3")]
    [InlineData("--teacher and --student belong together", "run", "--teacher", "teacher.onnx")]
    public async Task Copies_of_nothing_are_refused(string reason, params string[] arguments)
    {
        var (code, _, error) = await WarmProgram.Run(folder.Root, arguments);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(params string[] arguments) => WarmProgram.Run(
        folder.Root,
        [
            "run", "--demo", "--teacher", "teacher.onnx", "--profile", "quick",
            .. arguments.Contains("--output") ? Array.Empty<string>() : ["--output", "out"], .. arguments,
        ]);

    private Task<(int Code, string Output, string Error)> Models(params string[] arguments) =>
        WarmProgram.Run(folder.Root, ["models", "convert", "teacher.onnx", .. arguments]);
}
