using InferenceCost.Foundation;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// How much precision a run buys with how much time. Fewer than six launches give no interval, so every profile has at least six of
/// each kind, and an even number of those that alternate.
/// </summary>
/// <param name="Name">What people type.</param>
/// <param name="BudgetSeconds">How long the run may take on two idle cores, from program start.</param>
/// <param name="LatencyLaunches">Interleaved launches for latency.</param>
/// <param name="LatencySeconds">How long the blocks of one such launch take together.</param>
/// <param name="ThroughputLaunches">Interleaved launches for throughput.</param>
/// <param name="ThroughputPalindromes">Palindromes of windows in each.</param>
/// <param name="ColdLaunches">Cold launches of each model.</param>
/// <param name="Tables">Whether BenchmarkDotNet's tables are made.</param>
public sealed record Profile(
    string Name, double BudgetSeconds, int LatencyLaunches, double LatencySeconds, int ThroughputLaunches, int ThroughputPalindromes,
    int ColdLaunches, bool Tables)
{
    private const int Fewest = OrderStatisticInterval.MinimumCount;

    /// <summary>The fewest launches that give an interval, for a first look.</summary>
    public static Profile Quick { get; } = new("quick", 75, Fewest, 1.2, Fewest, 1, Fewest, Tables: false);

    /// <summary>The one that is published.</summary>
    public static Profile Default { get; } = new("default", 240, 10, 5.0, Fewest, 1, Fewest, Tables: true);

    /// <summary>For small differences and far tails.</summary>
    public static Profile Thorough { get; } = new("thorough", 900, 30, 6.0, 12, 2, 10, Tables: true);

    /// <summary>Finds a profile by the name that a person typed.</summary>
    /// <exception cref="InputException">There is no such profile.</exception>
    public static Profile Find(string name) => name switch
    {
        "quick" => Quick,
        "default" => Default,
        "thorough" => Thorough,
        _ => throw new InputException($"profile '{name}': unknown", "use quick, default or thorough"),
    };
}
