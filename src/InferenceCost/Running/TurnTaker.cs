using System.IO.Pipes;
using System.Text.Json;
using InferenceCost.Measurement;
using InferenceCost.Records;

namespace InferenceCost.Running;

/// <summary>
/// The parent's side of taking turns: a worker process, of this build or another one, that runs a block when told to. Its times come over
/// a pipe; its output is captured for error messages only.
/// </summary>
internal sealed class TurnTaker : ITurnTaker, IAsyncDisposable
{
    /// <summary>A process that starts on a busy machine and does not know what it was asked answers long before.</summary>
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(40);

    private readonly string side;
    private readonly string answer;
    private readonly NamedPipeServerStream pipe;
    private readonly CancellationTokenSource life;
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly Task<ChildExit> process;

    private TurnTaker(string side, ChildProcess program, TurnsJob job, string folder, CancellationToken cancellation)
    {
        this.side = side;
        answer = Path.Combine(folder, $".{side}.{job.Pipe}.json");
        pipe = new NamedPipeServerStream(job.Pipe, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        reader = new StreamReader(pipe, leaveOpen: true);
        writer = new StreamWriter(pipe, leaveOpen: true) { NewLine = "\n" };
        life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        process = program.Run(JsonSerializer.Serialize(new WorkerOrder(answer, job), RunJson.OneLine), life.Token);
    }

    /// <summary>Starts a process and waits until it says that it takes turns.</summary>
    /// <param name="side"><c>base</c> or <c>head</c>, for messages.</param>
    /// <param name="program">The build.</param>
    /// <param name="job">What it loads; the pipe's name is filled in here.</param>
    /// <param name="folder">Where its answer goes.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="InputException">The build does not take turns.</exception>
    /// <exception cref="LaunchFailedException">It died.</exception>
    public static async Task<TurnTaker> Start(string side, ChildProcess program, TurnsJob job, string folder, CancellationToken cancellation)
    {
        var taker = new TurnTaker(side, program, job with { Pipe = $"inference-cost-{Guid.NewGuid():N}" }, folder, cancellation);
        try
        {
            await taker.Connect(cancellation);
            return taker;
        }
        catch
        {
            await taker.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public double Warm() => Ask(TurnsProtocol.Warm);

    /// <inheritdoc/>
    public double Block(int calls) => Ask(TurnsProtocol.Block(calls));

    /// <summary>Tells it that there are no more turns, and returns what it leaves.</summary>
    /// <exception cref="LaunchFailedException">It left nothing, or that it failed.</exception>
    public async Task<TurnsResult> End()
    {
        writer.WriteLine(TurnsProtocol.End);
        await writer.FlushAsync();
        await process;
        return WorkerAnswer.Read(answer) as TurnsResult ?? throw Failure();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        try
        {
            await process;
        }
        catch (OperationCanceledException)
        {
            // It was still running, and is killed.
        }

        await pipe.DisposeAsync();
        life.Dispose();
        WorkerAnswer.Delete(answer);
    }

    private async Task Connect(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(ConnectPatience);
        var connected = pipe.WaitForConnectionAsync(patience.Token);
        if (await Task.WhenAny(connected, process) == process)
        {
            cancellation.ThrowIfCancellationRequested();
            throw WorkerAnswer.Read(answer) is FailedResult failed
                ? new LaunchFailedException(side, failed)
                : new InputException($"{side}: the build does not take turns as {TurnsProtocol.Version} says", "compare with a build of a version that has the command ab");
        }

        try
        {
            await connected;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new InputException($"{side}: the build did not answer within {ConnectPatience.TotalSeconds:0} s", "check that it runs: doctor");
        }

        var version = await reader.ReadLineAsync(cancellation);
        if (version != TurnsProtocol.Version)
        {
            throw new InputException($"{side}: the build speaks '{version}', this one {TurnsProtocol.Version}", "compare builds of versions that speak the same");
        }
    }

    /// <summary>One question, one answer. This thread waits in a read: it takes no processor time from the side whose turn it is.</summary>
    private double Ask(string question)
    {
        try
        {
            writer.WriteLine(question);
            writer.Flush();
            return TurnsProtocol.TimeOf(reader.ReadLine()) ?? throw Failure();
        }
        catch (IOException)
        {
            throw Failure();
        }
    }

    private LaunchFailedException Failure()
    {
        life.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var exit = process.GetAwaiter().GetResult();
            return new LaunchFailedException(side, WorkerAnswer.Read(answer) as FailedResult ?? WorkerAnswer.OfDead(exit));
        }
        catch (OperationCanceledException)
        {
            return new LaunchFailedException(side, new FailedResult("hung", "the process stopped answering and was ended", "check that the model ends: a loop may not"));
        }
    }
}
