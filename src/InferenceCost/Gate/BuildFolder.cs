using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Gate;

/// <summary>A build of this program: a publish folder, or a checkout that is built first.</summary>
public static class BuildFolder
{
    private const string Program = "InferenceCost.Benchmarks";

    /// <summary>The folder that the built program lies in: the publish folder itself, or where the checkout is built to.</summary>
    /// <param name="side"><c>base</c> or <c>head</c>, for messages.</param>
    /// <param name="folder">The publish folder or checkout.</param>
    /// <param name="output">Where a checkout is built to, so that a build of it meanwhile changes nothing that is measured.</param>
    /// <param name="cancellation">Stops a build that is under way.</param>
    /// <exception cref="InputException">The folder is neither, or the checkout does not build.</exception>
    public static async Task<string> Find(string side, string folder, string output, CancellationToken cancellation)
    {
        if (IsBuilt(folder))
        {
            return folder;
        }

        await Build(side, folder, output, cancellation);
        return output;
    }

    /// <summary>Refuses what can be neither taken nor built, before anything is made.</summary>
    /// <exception cref="InputException">The folder is neither a publish folder nor a checkout.</exception>
    public static void Check(string side, string folder)
    {
        if (!IsBuilt(folder) && !File.Exists(ProjectOf(folder)))
        {
            throw new InputException(
                $"{side}: {folder} is neither a publish folder (with {Program}.dll) nor a checkout (with benchmarks/{Program}.csproj)",
                "name one of the two");
        }
    }

    /// <summary>How the workers of a built program are started.</summary>
    /// <param name="folder">The folder that it lies in.</param>
    /// <param name="workerCommand">The hidden command of workers.</param>
    public static CapturedProcess Worker(string folder, string workerCommand) =>
        new(CapturedProcess.DotnetHost, [Path.GetFullPath(Path.Combine(folder, Program + ".dll")), workerCommand]);

    /// <summary>A hash of what measures in a built program: its own libraries and ONNX Runtime's.</summary>
    /// <param name="folder">The folder that it lies in.</param>
    public static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Measures(Path.GetFileName(file))).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, file)} {FileHash.Compute(file)}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsBuilt(string folder) => File.Exists(Path.Combine(folder, Program + ".dll"));

    private static string ProjectOf(string folder) => Path.Combine(folder, "benchmarks", Program + ".csproj");

    private static bool Measures(string file) => file is "InferenceCost.dll" or Program + ".dll"
        || (file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase)
            && Path.GetExtension(file) is ".dll" or ".so" or ".dylib");

    private static async Task Build(string side, string folder, string output, CancellationToken cancellation)
    {
        Check(side, folder);
        var variables = new Dictionary<string, string?>();
        RuntimeTelemetry.TurnOff(variables);
        var build = await Run(Cli.Wrap(CapturedProcess.DotnetHost)
            .WithArguments(
            [
                "build", Path.GetFullPath(ProjectOf(folder)), "-c", "Release", "-o", Path.GetFullPath(output), "--nologo", "-v", "quiet",
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
