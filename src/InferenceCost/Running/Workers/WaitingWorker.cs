using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>
/// A worker that was started, has read its job, and waits for the word to begin. Starting .NET takes longer than many a job does; what
/// is not measured can be done for several processes at once, one on each core.
/// </summary>
public sealed class WaitingWorker : IAsyncDisposable
{
    /// <summary>.NET compiles again, in the background, what ran often before; that is over when the first of them begins.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    /// <summary>One that does not get ready in this time shows when it is asked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkerProcess worker;
    private readonly string answer;
    private readonly StartedChild child;
    private readonly CancellationTokenSource life;

    internal WaitingWorker(WorkerProcess worker, string answer, Func<CancellationToken, StartedChild> start, CancellationToken cancellation)
    {
        (this.worker, this.answer) = (worker, answer);
        life = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        child = start(life.Token);
    }

    /// <summary>Starts workers, as many at a time as there are cores, and returns when all are ready.</summary>
    /// <param name="worker">How they are started.</param>
    /// <param name="jobs">Their jobs, each by a name.</param>
    /// <param name="cancellation">Kills them, now and later.</param>
    public static async Task<IReadOnlyDictionary<string, WaitingWorker>> StartAll(
        WorkerProcess worker, IReadOnlyList<(string Name, WorkerJob Job)> jobs, CancellationToken cancellation)
    {
        if (jobs.Count == 0)
        {
            return new Dictionary<string, WaitingWorker>();
        }

        var cores = Math.Min(Environment.ProcessorCount, jobs.Count);
        using var free = new SemaphoreSlim(cores);
        var started = await Task.WhenAll(jobs.Select(async item =>
        {
            await free.WaitAsync(cancellation);
            try
            {
                var one = worker.Start(item.Job, cores, cancellation);
                await Task.WhenAny(one.child.Ready, Task.Delay(Patience, cancellation));
                return (item.Name, one);
            }
            finally
            {
                free.Release();
            }
        }));
        await Task.Delay(Settling, cancellation);
        return started.ToDictionary(item => item.Name, item => item.one);
    }

    /// <summary>Gives the word, and waits for the answer.</summary>
    /// <param name="patience">As of <see cref="WorkerProcess.Do"/>.</param>
    /// <param name="cancellation">Kills it, and throws.</param>
    public async Task<WorkerResult> Do(TimeSpan patience, CancellationToken cancellation)
    {
        await using (this)
        {
            life.CancelAfter(patience);
            child.Begin();
            return await worker.Finish(child.Exit, answer, patience, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        try
        {
            await child.Exit;
        }
        catch (OperationCanceledException)
        {
            // It was not asked any more, and is ended.
        }

        life.Dispose();
        WorkerAnswer.Delete(answer);
    }
}
