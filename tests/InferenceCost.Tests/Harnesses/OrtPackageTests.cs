using System.Diagnostics;
using System.Text.Json;
using BenchmarkDotNet.Loggers;
using InferenceCost.Benchmarks.Harnesses;
using InferenceCost.Machine.Facts;
using InferenceCost.Running.Workers;

namespace InferenceCost.Tests.Harnesses;

/// <summary>Which ONNX Runtime package a build takes, as the evaluated projects tell: the other one need not be at hand.</summary>
public sealed class OrtPackageTests
{
    [Theory]
    [InlineData("gpu", "Microsoft.ML.OnnxRuntime.Gpu")]
    [InlineData("cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData(null, "Microsoft.ML.OnnxRuntime")]
    public async Task The_build_takes_the_package_that_was_asked_for_and_only_it(string? asked, string package)
    {
        var checkout = BuildFacts.Checkout(AppContext.BaseDirectory);
        Assert.SkipWhen(checkout is null, "the tests do not run from a checkout");
        string[] projects = ["src/InferenceCost/InferenceCost.csproj", "benchmarks/InferenceCost.Benchmarks.csproj"];
        var found = new List<string>();
        foreach (var project in projects)
        {
            found.AddRange((await Packages(Path.Combine(checkout, project), asked)).Where(
                id => id.StartsWith("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal)));
        }

        Assert.Equal([package], found);
    }

    [Fact]
    public void The_project_that_benchmark_dot_net_generates_is_built_with_the_package_of_this_build()
    {
        using var folder = new TemporaryFolder();
        TablesConfig.Bench([], folder.Path, NullLogger.Instance);
        Assert.Equal(BuildFacts.Read().OrtPackage, Environment.GetEnvironmentVariable("OrtPackage"));
    }

    /// <summary>As BenchmarkDotNet's child gets it: by the environment.</summary>
    private static async Task<IEnumerable<string>> Packages(string project, string? asked)
    {
        var start = new ProcessStartInfo(CapturedProcess.DotnetHost) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "msbuild", project, "-getItem:PackageReference", "-nodeReuse:false" })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OrtPackage"] = asked;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("Items")
            .GetProperty("PackageReference").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
