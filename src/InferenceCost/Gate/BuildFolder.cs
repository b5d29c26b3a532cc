using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using InferenceCost.Foundation;
using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Gate;

/// <summary>A build of this program: a publish folder, or a checkout that is built first.</summary>
public static class BuildFolder
{
    private const string Program = "InferenceCost.Benchmarks";

    /// <summary>How the build's workers are started.</summary>
    /// <param name="side"><c>base</c> or <c>head</c>, for messages.</param>
    /// <param name="folder">The publish folder or checkout.</param>
    /// <param name="output">Where a checkout is built to, so that a build of it meanwhile changes nothing that is measured.</param>
    /// <param name="workerCommand">The hidden command of workers.</param>
    /// <param name="cancellation">Stops a build that is under way.</param>
    /// <exception cref="InputException">The folder is neither, or the checkout does not build.</exception>
    public static async Task<CapturedProcess> Worker(
        string side, string folder, string output, string workerCommand, CancellationToken cancellation)
    {
        var library = Path.Combine(folder, Program + ".dll");
        if (!File.Exists(library))
        {
            await Build(side, folder, output, cancellation);
            library = Path.Combine(output, Program + ".dll");
        }

        return new CapturedProcess(CapturedProcess.DotnetHost, [Path.GetFullPath(library), workerCommand]);
    }

    private static async Task Build(string side, string folder, string output, CancellationToken cancellation)
    {
        var project = Path.Combine(folder, "benchmarks", Program + ".csproj");
        if (!File.Exists(project))
        {
            throw new InputException(
                $"{side}: {folder} is neither a publish folder (with {Program}.dll) nor a checkout (with benchmarks/{Program}.csproj)",
                "name one of the two");
        }

        var variables = new Dictionary<string, string?>();
        RuntimeTelemetry.TurnOff(variables);
        var build = await Run(Cli.Wrap(CapturedProcess.DotnetHost)
            .WithArguments(
            [
                "build", Path.GetFullPath(project), "-c", "Release", "-o", Path.GetFullPath(output), "--nologo", "-v", "quiet",
                // No server is left behind that would take processor time from what is measured.
                "-nodeReuse:false", "-p:UseSharedCompilation=false",
            ])
            // The checkout's own global.json says which SDK builds it.
            .WithWorkingDirectory(Path.GetFullPath(folder))
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None), cancellation);
        if (build.ExitCode != 0)
        {
            var first = $"{build.StandardOutput}\n{build.StandardError}".Split('\n')
                .FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))?.Trim() ?? $"exit code {build.ExitCode}";
            throw new InputException($"{side}: {folder} does not build: {first}", $"make 'dotnet build -c Release' work there");
        }
    }

    private static async Task<BufferedCommandResult> Run(Command command, CancellationToken cancellation)
    {
        try
        {
            return await command.ExecuteBufferedAsync(cancellation);
        }
        catch (Win32Exception error)
        {
            throw new InputException($"{command.TargetFilePath}: cannot be started, {error.Message}", "install the .NET SDK", error);
        }
    }
}
