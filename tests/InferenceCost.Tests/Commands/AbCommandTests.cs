using System.Text.Json;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Commands;

/// <summary>
/// The command line of the gate, on models of a few kilobytes, where nothing has to be measured.
/// </summary>
public sealed class AbCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Memory_that_was_planted_fails_the_gate_and_its_folder_takes_no_second_one()
    {
        string[] gate = ["ab", "--demo", "--base-model", Model(), "--head-model", Model(), "--profile", "quick", "--output", "out"];
        var (code, text, _) = await WarmProgram.Run(folder.Path, [.. gate, "--plant-memory", "0.2"]);
        Assert.Equal(1, code);
        Assert.Contains("Planted: 20.0 % more memory in HEAD; found in 1 of 1 cases.", text, StringComparison.Ordinal);
        var subject = Assert.Single(Read("out").Subjects);
        Assert.Equal((6, 6), (subject.Launches.Count, subject.Confirmation.Count));
        var memory = subject.Cases[1];
        Assert.Equal((ChangeVerdict.Slower, ChangeVerdict.Slower), (memory.First!.Verdict, memory.Change.Verdict));
        Assert.InRange(memory.Change.Change!.Value.Estimate, 1.17, 1.25);
        Assert.Equal(
            ["ab.json", "ab.md"],
            Directory.EnumerateFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var (again, _, error) = await WarmProgram.Run(folder.Path, gate);
        Assert.Equal(2, again);
        Assert.Contains("holds the result of an ab already", error, StringComparison.Ordinal);
    }

    public static TheoryData<string, string[]> BadCommandLines => new()
    {
        { "nothing to compare", ["ab"] },
        { "two comparisons", ["ab", "--self", "--base", "x", "--head", "y"] },
        { "half a comparison", ["ab", "--base-model", "M"] },
        { "no build there", ["ab", "--base", ".", "--head", ".", "--models", "MODELS"] },
        { "a checkout that does not build", ["ab", "--base", "BROKEN", "--head", ".", "--models", "MODELS"] },
        { "no such file", ["ab", "--base-model", "M", "--head-model", "nowhere.onnx"] },
        { "no such setting", ["ab", "--head-option", "colour=blue", "--models", "MODELS"] },
        { "no such library", ["ab", "--base-option", "ort-native=nowhere.so", "--head-option", "threads=1", "--models", "MODELS"] },
        { "no such model", ["ab", "--self", "--models", "MODELS", "--model", "nobody"] },
        { "two batches", ["ab", "--self", "--models", "MODELS", "--batch", "1,8"] },
        { "no share", ["ab", "--self", "--models", "MODELS", "--plant-time", "much"] },
        { "no tolerance", ["ab", "--self", "--models", "MODELS", "--tolerance", "much"] },
        { "labels without inputs", ["ab", "--base-model", "M", "--head-model", "M", "--labels", "labels.npz"] },
        { "nothing to go on with", ["ab", "--resume", "."] },
        { "an option beside a gate that goes on", ["ab", "--resume", ".", "--tolerance", "0.1"] },
        { "a family beside files", ["ab", "--base-model", "M", "--head-model", "M", "--family", "fashion-mnist"] },
    };

    [Theory]
    [MemberData(nameof(BadCommandLines))]
    public async Task Bad_input_ends_in_one_clear_line_and_a_fix_and_leaves_nothing(string what, string[] arguments)
    {
        var (code, output, error) = await WarmProgram.Run(folder.Path, [.. arguments.Select(argument => argument switch
        {
            "M" => Model(),
            "MODELS" => RepositoryModels(),
            "BROKEN" => BrokenCheckout(),
            _ => argument,
        })]);
        Assert.True(code == 2, $"{what}: exit code {code}: {error}");
        Assert.Empty(output);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.Single(error.Split('\n'), line => line.StartsWith("  fix: ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.File("results"))
            && Directory.EnumerateFiles(folder.File("results"), "*", SearchOption.AllDirectories).Any());
    }

    private GateRecord Read(string output)
    {
        using var stream = File.OpenRead(Path.Combine(folder.File(output), GateRecord.FileName));
        return JsonSerializer.Deserialize<GateRecord>(stream, RunJson.Indented)!;
    }

    private string Model() => TinyModels.Teacher().Save(folder.File("model.onnx"));

    private string BrokenCheckout()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "broken", "benchmarks"));
        File.WriteAllText(Path.Combine(folder.Path, "broken", "benchmarks", "InferenceCost.Benchmarks.csproj"), "<Project");
        return folder.File("broken");
    }

    private static string RepositoryModels() => InferenceCost.Families.Catalog.ModelsFolder.Find(null);
}
