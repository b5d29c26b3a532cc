using System.Reflection;
using System.Text;
using CliWrap;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Running.Workers;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">Its exit code; on Linux 128 + n where signal n ended it.</param>
/// <param name="LastOutput">The end of what it printed, for people; never parsed.</param>
public sealed record ChildExit(int ExitCode, string LastOutput);

/// <summary>A child that was started.</summary>
/// <param name="number">The number of the process.</param>
/// <param name="exit">How it ended, once it did.</param>
/// <param name="ready">Done once it said that it is ready.</param>
/// <param name="begin">The word to begin, which it waits for.</param>
public sealed class StartedChild(int number, Task<ChildExit> exit, Task ready, TaskCompletionSource begin)
{
    /// <summary>The number of the process.</summary>
    public int Number => number;

    /// <summary>How it ended, once it did.</summary>
    public Task<ChildExit> Exit => exit;

    /// <summary>Done once it said that it is ready, or ended.</summary>
    public Task Ready => Task.WhenAny(ready, exit);

    /// <summary>Gives it the word to begin.</summary>
    public void Begin() => begin.TrySetResult();
}

/// <summary>
/// Starts this program, or another build of it, as a worker: the job goes to its standard input, which then stays open, so that a worker
/// whose parent died notices and ends too. Its output is captured and kept for error messages only. ONNX Runtime's telemetry is off in it.
/// </summary>
/// <param name="program">What is started.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="environment">Variables that it gets beside those of this process; null for none.</param>
public sealed class CapturedProcess(
    string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
{
    private const int KeptCharacters = 4000;

    /// <summary>Starts the program that is running now, with the hidden worker command.</summary>
    public static CapturedProcess OfThisProgram(string workerCommand, IReadOnlyDictionary<string, string>? environment = null)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is unknown");
        var entry = Assembly.GetEntryAssembly()!.Location;
        return new CapturedProcess(executable, IsDotnet(executable) ? [entry, workerCommand] : [workerCommand], environment);
    }

    /// <summary>The host that runs this program, which need not be on the path; else the one that is.</summary>
    public static string DotnetHost => Environment.ProcessPath is { } own && IsDotnet(own) ? own : "dotnet";

    /// <summary>Runs the child with one line of input. Cancelling kills it with all its own children.</summary>
    /// <param name="input">The line.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="started">Told the number of the process.</param>
    public Task<ChildExit> Run(string input, CancellationToken cancellation, Action<int>? started = null)
    {
        var child = Start(input, waits: false, cancellation);
        started?.Invoke(child.Number);
        return child.Exit;
    }

    /// <summary>Starts the child and gives it a line of input.</summary>
    /// <param name="input">The line.</param>
    /// <param name="waits">Whether it waits for a second line, the word to begin.</param>
    /// <param name="cancellation">Kills it with all its own children.</param>
    public StartedChild Start(string input, bool waits, CancellationToken cancellation)
    {
        var output = new StringBuilder();
        var (ready, begin) = (Signal(), Signal());
        var captured = PipeTarget.ToDelegate(line =>
        {
            if (line == WorkerOrder.Ready)
            {
                ready.TrySetResult();
                return;
            }

            Keep(output, line);
        });
        var running = Cli.Wrap(program)
            .WithArguments(arguments)
            .WithEnvironmentVariables(Variables())
            .WithStandardInputPipe(PipeSource.Create((standardInput, end) => Send(standardInput, input, waits ? begin.Task : null, end)))
            .WithStandardOutputPipe(captured)
            .WithStandardErrorPipe(captured)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation);
        return new StartedChild(running.ProcessId, Ended(), ready.Task, begin);

        async Task<ChildExit> Ended() => new((await running).ExitCode, output.ToString());

        static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private static bool IsDotnet(string executable) =>
        Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase);

    private Dictionary<string, string?> Variables()
    {
        Dictionary<string, string?> variables = [];
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            variables[name] = value;
        }

        RuntimeTelemetry.TurnOff(variables);
        return variables;
    }

    /// <summary>
    /// Writes the line, in its time the word to begin, and holds the pipe open for as long as the child lives. One that dies before it read
    /// is no error here.
    /// </summary>
    private static async Task Send(Stream standardInput, string input, Task? begin, CancellationToken end)
    {
        await Write(input);
        if (begin is not null)
        {
            await begin.WaitAsync(end);
            await Write(WorkerOrder.Begin);
        }

        await Task.Delay(Timeout.Infinite, end);

        async Task Write(string line)
        {
            await standardInput.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), end);
            await standardInput.FlushAsync(end);
        }
    }

    private static void Keep(StringBuilder output, string line)
    {
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
