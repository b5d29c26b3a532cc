using System.Runtime.CompilerServices;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Measuring;

/// <summary>
/// Threads that call workloads at the same time, as the callers of a service would: each in a closed loop on buffers of its own. They
/// live as long as the launch, so that starting threads is not part of what is timed.
/// </summary>
public sealed class Callers : IDisposable
{
    private readonly Thread[] threads;
    private readonly Barrier barrier;
    private readonly double[] rates;
    private readonly Exception?[] failures;
    private IReadOnlyList<IWorkload> workloads = [];
    private IClock clock = new MonotonicClock();
    private double windowNanoseconds;
    private int callsPerReading = 1;
    private bool stopping;

    /// <summary>Starts the threads.</summary>
    public Callers(int count)
    {
        barrier = new Barrier(count + 1);
        rates = new double[count];
        failures = new Exception?[count];
        threads = [.. Enumerable.Range(0, count)
            .Select(index => new Thread(() => Loop(index)) { IsBackground = true, Name = $"caller {index}" })];
        foreach (var thread in threads)
        {
            thread.Start();
        }
    }

    /// <summary>
    /// Lets all callers run for a window and returns their calls per second together. Every caller finishes its last call and is divided
    /// by its own time, so that a call cut off by the end of the window counts neither as done nor as lost.
    /// </summary>
    /// <param name="perCaller">One workload for each caller.</param>
    /// <param name="nanoseconds">How long the window lasts.</param>
    /// <param name="callNanoseconds">About how long a call takes: short ones share a reading of the clock.</param>
    /// <param name="time">The clock.</param>
    public double CallsPerSecond(IReadOnlyList<IWorkload> perCaller, double nanoseconds, double callNanoseconds, IClock time)
    {
        workloads = perCaller;
        clock = time;
        windowNanoseconds = nanoseconds;
        callsPerReading = Block.Calls(callNanoseconds, Block.ShortestCallTimedAlone);
        barrier.SignalAndWait();
        barrier.SignalAndWait();
        return failures.FirstOrDefault(failure => failure is not null) is { } failed
            ? throw new InvalidOperationException($"a caller failed: {RuntimeMessage.OneLine(failed.Message)}", failed)
            : rates.Sum();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping = true;
        barrier.SignalAndWait();
        foreach (var thread in threads)
        {
            thread.Join();
        }

        barrier.Dispose();
    }

    private void Loop(int index)
    {
        while (true)
        {
            barrier.SignalAndWait();
            if (stopping)
            {
                return;
            }

            try
            {
                rates[index] = RunWindow(workloads[index]);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures[index] = failure;
            }

            barrier.SignalAndWait();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double RunWindow(IWorkload workload)
    {
        var start = clock.Nanoseconds;
        long calls = 0;
        long elapsed;
        do
        {
            for (var i = 0; i < callsPerReading; i++)
            {
                workload.Run();
            }

            calls += callsPerReading;
            elapsed = clock.Nanoseconds - start;
        }
        while (elapsed < windowNanoseconds);
        return calls * 1e9 / elapsed;
    }
}
