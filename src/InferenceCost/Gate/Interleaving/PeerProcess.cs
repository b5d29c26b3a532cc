using System.ComponentModel;
using System.IO.Pipes;
using System.Text.Json;
using InferenceCost.Machine.Platform;
using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Interleaving;

/// <summary>
/// The parent's side of interleaving: a worker process, of this build or another one, that runs a block when told to. Its times come over
/// a pipe; its output is captured for error messages only.
/// </summary>
internal sealed class PeerProcess : IInterleavedSide, IAsyncDisposable
{
    /// <summary>A process that starts on a busy machine and does not know what it was asked answers long before.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(40);

    /// <summary>Loading and warming up, or a block: far more than either takes, so that a model that loops for ever is ended.</summary>
    private static readonly TimeSpan BlockPatience = TimeSpan.FromMinutes(10);

    private readonly CancellationToken cancellation;
    private readonly string side;
    private readonly string answer;
    private readonly NamedPipeServerStream pipe;
    private readonly CancellationTokenSource life;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly Task<ChildExit> process;
    private int number;

    private PeerProcess(string side, CapturedProcess program, InterleavedJob job, string folder, CancellationToken cancellation)
    {
        this.side = side;
        this.cancellation = cancellation;
        answer = Path.Combine(folder, $".{side}.{job.Pipe}.json");
        pipe = new NamedPipeServerStream(
            job.Pipe, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        reader = new StreamReader(pipe, leaveOpen: true);
        writer = new StreamWriter(pipe, leaveOpen: true) { NewLine = "\n" };
        life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        process = program.Run(
            JsonSerializer.Serialize(new WorkerOrder(answer, job), InterleavedJob.Json), life.Token, started => number = started);
    }

    /// <summary>Starts a process and waits until it says that it can be interleaved.</summary>
    /// <param name="side"><c>base</c> or <c>head</c>, for messages.</param>
    /// <param name="program">The build.</param>
    /// <param name="job">What it loads; the pipe's name is filled in here.</param>
    /// <param name="folder">Where its answer goes.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="CannotInterleaveException">It died or answered otherwise before it said so: the build may not know how.</exception>
    /// <exception cref="LaunchFailedException">It refused the model.</exception>
    public static async Task<PeerProcess> Start(
        string side, CapturedProcess program, InterleavedJob job, string folder, CancellationToken cancellation)
    {
        var peer = new PeerProcess(side, program, job with { Pipe = PipeName() }, folder, cancellation);
        try
        {
            await peer.Connect();
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The processor time that the thread which runs its blocks has used, in nanoseconds; null where the system does not say.
    /// </summary>
    public double? ThreadNanoseconds => ThreadTime.NanosecondsOfMain(number);

    /// <inheritdoc/>
    public double Warm() => Ask(InterleavingProtocol.Warm);

    /// <inheritdoc/>
    public double Block(int calls) => Ask(InterleavingProtocol.Block(calls));

    /// <summary>Tells it that there are no more blocks, and returns what it leaves.</summary>
    /// <exception cref="LaunchFailedException">It left nothing, or that it failed.</exception>
    public async Task<InterleavedResult> End()
    {
        life.CancelAfter(BlockPatience);
        try
        {
            writer.WriteLine(InterleavingProtocol.End);
            await writer.FlushAsync();
            await process;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            throw Failure();
        }

        return WorkerAnswer.Read(answer, InterleavedJob.Json) as InterleavedResult ?? throw Failure();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        try
        {
            await process;
        }
        catch (Exception error) when (error is OperationCanceledException or Win32Exception)
        {
            // It was still running, and is killed; or it could not be started, which was said before.
        }

        await pipe.DisposeAsync();
        life.Dispose();
        WorkerAnswer.Delete(answer);
    }

    /// <summary>Short: systems put it into a path that may have about a hundred characters in all.</summary>
    private static string PipeName() => $"ic-{Guid.NewGuid().ToString("N")[..12]}";

    private async Task Connect()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        try
        {
            var connected = pipe.WaitForConnectionAsync(patience.Token);
            if (await Task.WhenAny(connected, process) == process)
            {
                var exit = await process;
                throw WorkerAnswer.Read(answer, InterleavedJob.Json) is FailedResult failed
                    ? new LaunchFailedException(side, failed)
                    : new CannotInterleaveException(
                        $"{side}: the process ended before its first block{LastWords(exit)}",
                        "check that this build runs (doctor), and that its version has the command ab");
            }

            await connected;
            var version = await reader.ReadLineAsync(patience.Token);
            if (version != InterleavingProtocol.Version)
            {
                throw new CannotInterleaveException(
                    $"{side}: the build speaks '{version}', this one {InterleavingProtocol.Version}",
                    "compare builds of versions that speak the same");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CannotInterleaveException(
                $"{side}: the build did not answer within {ConnectPatience.TotalSeconds:0} s", "check that it runs: doctor");
        }
    }

    private static string LastWords(ChildExit exit) =>
        exit.LastOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is { } line
            ? $": {line}"
            : "";

    /// <summary>
    /// One question, one answer. This thread waits in a read: it takes no processor time from the side that runs its block.
    /// </summary>
    private double Ask(string question)
    {
        life.CancelAfter(BlockPatience);
        try
        {
            writer.WriteLine(question);
            writer.Flush();
            return InterleavingProtocol.TimeOf(reader.ReadLine()) ?? throw Failure();
        }
        catch (IOException)
        {
            throw Failure();
        }
    }

    private LaunchFailedException Failure()
    {
        cancellation.ThrowIfCancellationRequested();
        life.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var exit = process.GetAwaiter().GetResult();
            return new LaunchFailedException(
                side, WorkerAnswer.Read(answer, InterleavedJob.Json) as FailedResult ?? WorkerAnswer.OfDead(exit));
        }
        catch (OperationCanceledException)
        {
            // A person who stops it has not seen a failure.
            cancellation.ThrowIfCancellationRequested();
            return new LaunchFailedException(side, new FailedResult(
                ReasonCode.Hung, "the process stopped answering and was ended", "check that the model ends: a loop may not"));
        }
    }
}
