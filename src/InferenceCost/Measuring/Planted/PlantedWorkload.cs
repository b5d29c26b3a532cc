using System.Runtime.CompilerServices;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Measuring.Planted;

/// <summary>
/// A workload whose calls take a known share longer: it spins after each call in proportion to the time that the call took, so that the
/// share holds however fast the machine is at that moment. Interruptions are left out of both, since a change of the code would not bring
/// more of them than its share: on a core that other work fights for, a share of 20 % that grew with them looked like 45 %.
/// </summary>
public sealed class PlantedWorkload(IWorkload inner, double share, IClock clock) : IWorkload
{
    /// <summary>
    /// Two readings of the clock that lie further apart were interrupted between, in nanoseconds. Most clocks take about 30 to read, slow
    /// ones a thousand.
    /// </summary>
    private readonly long longestStep = Math.Max(2_000, 10 * Reading(clock));

    /// <summary>A call that takes more than this many times the usual time was interrupted; or the machine has become slower.</summary>
    private const double LongestCall = 2;

    /// <summary>So that such a machine is followed within a hundred calls.</summary>
    private const double GrowthByLongCall = 0.02;

    private const double WeightOfLatest = 0.1;

    private double usual;

    /// <summary>The workload itself where nothing is planted.</summary>
    public static IWorkload Around(IWorkload workload, PlantedChange? planted, IClock clock) =>
        planted is { Time: > 0 and var share } ? new PlantedWorkload(workload, share, clock) : workload;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        var start = clock.Nanoseconds;
        inner.Run();
        var last = clock.Nanoseconds;
        for (var left = share * WithoutInterruption(last - start); left > 0;)
        {
            var now = clock.Nanoseconds;
            left -= Math.Min(now - last, longestStep);
            last = now;
        }
    }

    private double WithoutInterruption(double call)
    {
        if (call > LongestCall * usual && usual > 0)
        {
            return usual *= 1 + GrowthByLongCall;
        }

        usual = usual == 0 ? call : usual + (WeightOfLatest * (call - usual));
        return call;
    }

    private static long Reading(IClock clock)
    {
        var shortest = long.MaxValue;
        for (var i = 0; i < 8; i++)
        {
            var before = clock.Nanoseconds;
            shortest = Math.Min(shortest, clock.Nanoseconds - before);
        }

        return shortest;
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
