using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tests.Measuring;

/// <summary>A clock that only workloads move, so that durations are exact.</summary>
internal sealed class FakeClock : IClock
{
    public long Nanoseconds { get; set; }
}

/// <summary>A workload of a known duration that notes when it was called.</summary>
internal sealed class FakeWorkload(FakeClock clock, long nanoseconds, string name = "", List<string>? calls = null) : IWorkload
{
    /// <summary>Multiplies the duration: a machine that slows down.</summary>
    public Func<long, double> Slowdown { get; init; } = _ => 1;

    public void Run()
    {
        clock.Nanoseconds += (long)(nanoseconds * Slowdown(clock.Nanoseconds));
        if (calls is not null && (calls.Count == 0 || calls[^1] != name))
        {
            calls.Add(name);
        }
    }

    public void Dispose()
    {
    }
}

/// <summary>A canary that the machine's speed shows in.</summary>
internal sealed class FakeCanary(FakeClock clock, Func<long, double>? slowdown = null) : ICanary
{
    public double Run() => 100_000 * (slowdown?.Invoke(clock.Nanoseconds) ?? 1);
}
