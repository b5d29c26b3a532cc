namespace InferenceCost.Running.Demo;

/// <summary>
/// The time of a demonstration: it stands still but for what each step would have taken, so that budgets count as in a run that measures.
/// </summary>
/// <param name="time">Tells when it begins.</param>
public sealed class DemoClock(TimeProvider time) : TimeProvider
{
    private readonly DateTimeOffset began = time.GetUtcNow();
    private TimeSpan passed;

    /// <summary>Seconds since it began.</summary>
    public double Seconds => passed.TotalSeconds;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => passed.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => began + passed;

    /// <summary>Lets time pass.</summary>
    public void Advance(double seconds) => passed += TimeSpan.FromSeconds(seconds);
}
