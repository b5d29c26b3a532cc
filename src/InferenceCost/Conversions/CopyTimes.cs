using System.Diagnostics;
using InferenceCost.Machine.Platform;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Statistics;

namespace InferenceCost.Conversions;

/// <summary>Times two models in turns, for long enough to see which is faster. What a claim may rest on is measured by a run.</summary>
internal static class CopyTimes
{
    private const int FewestPairs = 3;
    private const int MostPairs = 200;
    private const int WarmUps = 2;
    private const double LowerQuartile = 0.25;

    // A nanosecond: no call is shorter.
    private const double Smallest = 1e-6;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>Times them.</summary>
    public static CopyTime Measure(
        LoadedModel original, LoadedModel copy, IReadOnlyList<InputTensor> input, CancellationToken cancellation)
    {
        using var before = BoundWorkload.Bind(original, input);
        using var after = BoundWorkload.Bind(copy, input);
        for (var call = 0; call < WarmUps; call++)
        {
            before.Run();
            after.Run();
        }

        var (ofOriginal, ofCopy) = (new List<double>(), new List<double>());
        var watch = Stopwatch.StartNew();
        while (ofCopy.Count < FewestPairs || (ofCopy.Count < MostPairs && watch.Elapsed < Longest))
        {
            cancellation.ThrowIfCancellationRequested();

            // In turns and the other way round each time, so that what drifts hits both alike.
            if (ofCopy.Count % 2 == 0)
            {
                ofOriginal.Add(Time(before));
                ofCopy.Add(Time(after));
            }
            else
            {
                ofCopy.Add(Time(after));
                ofOriginal.Add(Time(before));
            }
        }

        // The lower quartile: what else runs on the machine only lengthens calls, processor time included (caches, shared cores).
        var (fast, fastCopy) = (Quantile.Compute([.. ofOriginal], LowerQuartile), Quantile.Compute([.. ofCopy], LowerQuartile));
        return new CopyTime(fast, fastCopy, fast / Math.Max(fastCopy, Smallest), ofCopy.Count, ThreadTime.Nanoseconds() is not null);
    }

    /// <summary>Milliseconds of a call: of the thread, which makes the call alone; else of the clock.</summary>
    private static double Time(BoundWorkload call)
    {
        var (start, since) = (ThreadTime.Nanoseconds(), Stopwatch.GetTimestamp());
        call.Run();
        return start is { } from && ThreadTime.Nanoseconds() is { } to
            ? (to - from) / 1e6
            : Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }
}
