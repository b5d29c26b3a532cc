using System.Diagnostics;

namespace InferenceCost.Measuring;

/// <summary>A clock that only moves forward. Tests replace it, so that the arithmetic of measuring is tested without measuring.</summary>
public interface IClock
{
    /// <summary>Now, in nanoseconds from an arbitrary start.</summary>
    long Nanoseconds { get; }
}

/// <summary>The machine's monotonic clock (<see cref="Stopwatch"/>): about 30 ns a reading on Linux.</summary>
public sealed class MonotonicClock : IClock
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    /// <inheritdoc/>
    public long Nanoseconds => Stopwatch.Frequency == 1_000_000_000
        ? Stopwatch.GetTimestamp()
        : (long)(Stopwatch.GetTimestamp() * NanosecondsPerTick);
}
