using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InferenceCost.Families.Catalog;
using InferenceCost.Tests.Commands;

namespace InferenceCost.Tests.Harnesses;

public sealed class TablesChildTests : IDisposable
{
    private const string Family = "fashion-mnist";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_row_is_measured_by_a_process_of_this_program_and_nothing_is_built()
    {
        var (code, output, error) = await BuiltProgram.Run(
            folder.Path, "bench", "--models", ModelsFolder.Find(null), "--filter", "*separable-8k/cpu/b1/*", "--job", "dry");
        Assert.True(code == 0, output + error);
        var report = Assert.Single(Directory.GetFiles(folder.Path, "*-report-full.json", SearchOption.AllDirectories));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken));
        var row = Assert.Single(json.RootElement.GetProperty("Benchmarks").EnumerateArray());
        Assert.Equal("Case=separable-8k/cpu/b1/t1", row.GetProperty("Parameters").GetString());
        Assert.True(row.GetProperty("Statistics").GetProperty("Median").GetDouble() > 0);
        Assert.Empty(Directory.GetFiles(folder.Path, "*.csproj", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_row_whose_model_does_not_load_says_so_and_has_no_value()
    {
        var models = folder.File("models");
        var bundled = ModelsFolder.Find(null);
        foreach (var file in Directory.GetFiles(Path.Combine(bundled, Family), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(models, Path.GetRelativePath(bundled, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var (model, family) = (Path.Combine(models, Family, "separable-8k.onnx"), Path.Combine(models, Family, "family.json"));
        var declared = Sha256(model);
        var unknown = Encoding.Latin1.GetString(File.ReadAllBytes(model)).Replace("Relu", "Rolu", StringComparison.Ordinal);
        await File.WriteAllBytesAsync(model, Encoding.Latin1.GetBytes(unknown), TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(family, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            family, text.Replace(declared, Sha256(model), StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (_, output, error) = await BuiltProgram.Run(
            folder.Path, "bench", "--models", models, "--filter", "*separable-8k/cpu/b1/*", "--job", "dry");
        Assert.True(output.Contains("Rolu", StringComparison.Ordinal), output + error);
        Assert.Contains("There are not any results runs", output, StringComparison.Ordinal);
    }

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
