using System.Diagnostics;
using System.Text;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Running.Workers;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; on Linux 128 + n where signal n ended it.</param>
/// <param name="LastOutput">The end of what it printed, for people; never parsed.</param>
public sealed record ChildExit(int ExitCode, string LastOutput);

/// <summary>
/// Starts this program, or another build of it, as a worker: the job goes to its standard input, which then stays open, so that a worker whose parent died
/// notices and ends too. Its output is captured and kept for error messages only. ONNX Runtime's telemetry is off in it.
/// </summary>
/// <param name="program">What is started.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="environment">Variables that it gets beside those of this process; null for none.</param>
public sealed class CapturedProcess(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
{
    private const int KeptCharacters = 4000;

    /// <summary>Starts the program that is running now, with the hidden worker command.</summary>
    public static CapturedProcess OfThisProgram(string workerCommand, IReadOnlyDictionary<string, string>? environment = null)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is unknown");
        var entry = System.Reflection.Assembly.GetEntryAssembly()!.Location;
        return new CapturedProcess(executable, IsDotnet(executable) ? [entry, workerCommand] : [workerCommand], environment);
    }

    /// <summary>The host that runs this program, which need not be on the path; else the one that is.</summary>
    public static string DotnetHost => Environment.ProcessPath is { } own && IsDotnet(own) ? own : "dotnet";

    /// <summary>Runs the child with one line of input. Cancelling kills it with all its own children.</summary>
    public async Task<ChildExit> Run(string input, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Start() };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Send(process, input);
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }

        lock (output)
        {
            return new ChildExit(process.ExitCode, output.ToString());
        }
    }

    private static bool IsDotnet(string executable) => Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        RuntimeTelemetry.TurnOff(start.Environment);
        return start;
    }

    private static async Task Send(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(input);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // The child died before it read its job; its exit code tells the rest.
        }
    }

    private static void Keep(StringBuilder output, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (output)
        {
            output.AppendLine(line);
            if (output.Length > KeptCharacters)
            {
                output.Remove(0, output.Length - KeptCharacters);
            }
        }
    }
}
