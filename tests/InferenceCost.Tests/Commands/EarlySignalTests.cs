using System.Diagnostics;
using System.Runtime.InteropServices;
using InferenceCost.Tests.Onnx;

namespace InferenceCost.Tests.Commands;

/// <summary>A run that is told to end the moment it has a folder.</summary>
public sealed partial class EarlySignalTests : IDisposable
{
    private const int Terminate = 15;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("run", "--teacher", "a.onnx", "--student", "b.onnx")]
    [InlineData("run", "--teacher", "a.onnx", "--student", "b.onnx", "--dry-run")]
    [InlineData("ab", "--base-model", "a.onnx", "--head-model", "b.onnx")]
    public async Task It_leaves_no_lock_and_says_that_it_was_interrupted(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are a matter of Unix");
        TinyModels.Teacher().Save(folder.File("a.onnx"));
        TinyModels.Student().Save(folder.File("b.onnx"));
        var start =
            new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])
            [Path.Combine(AppContext.BaseDirectory, "InferenceCost.Benchmarks.dll"), .. arguments, "--profile", "quick", "--output", "out"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.HasExited && !Directory.Exists(folder.File("out")))
        {
            Thread.Yield();
        }

        Assert.Equal(0, Kill(process.Id, Terminate));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 130, $"{process.ExitCode}: {await error}{await output}");
        Assert.DoesNotContain(
            Directory.Exists(folder.File("out")) ? Directory.EnumerateFiles(folder.File("out")) : [],
            file => file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
