using InferenceCost.Execution;

namespace InferenceCost.Measurement;

/// <summary>
/// A workload whose calls take a known share longer: it spins after each call in proportion to the time that the call took, so that the
/// share holds however fast the machine is at that moment.
/// </summary>
public sealed class PlantedWorkload(IWorkload inner, double share, IClock clock) : IWorkload
{
    /// <summary>The workload itself where nothing is planted.</summary>
    public static IWorkload Around(IWorkload workload, PlantedChange? planted, IClock clock) =>
        planted is { Time: > 0 and var share } ? new PlantedWorkload(workload, share, clock) : workload;

    /// <inheritdoc/>
    public void Run()
    {
        var start = clock.Nanoseconds;
        inner.Run();
        var call = clock.Nanoseconds - start;
        var end = start + (long)(call * (1 + share));
        while (clock.Nanoseconds < end)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
