using InferenceCost.Findings.Resources;
using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>The change of a cost that does not matter.</summary>
/// <param name="Relative">As a share: 0.05 lets a cost be 5 % more, or its inverse less.</param>
/// <param name="Floor">As an amount, in the unit of the cost: a smaller difference does not matter, however large a share it is.</param>
public readonly record struct ChangeMargin(double Relative, double Floor = 0)
{
    /// <summary>
    /// Below this, in nanoseconds, what ONNX Runtime and .NET do around a call is a large part of the call: it differs by 43 to 69 ns
    /// between callers of the same session (docs/how-it-measures.md), and no model is to blame for that.
    /// </summary>
    public const double ShortCall = 500;

    /// <summary>Times and rates: at 5 % ten interleaved launches of one build against itself gave no false alarm in 141 trials on a shared two-core machine.</summary>
    public static ChangeMargin Time { get; } = new(0.05);

    /// <summary>The time of one call. Below <see cref="ShortCall"/> the margin stays the amount that it is there.</summary>
    public static ChangeMargin Call { get; } = new(0.05, 0.05 * ShortCall);

    /// <summary>Memory, which hardly varies between launches; less than 1 MB cannot be told from the kernel's own bookkeeping.</summary>
    public static ChangeMargin Memory { get; } = new(0.03, MemoryResource.ResolutionBytes);

    /// <summary>What is counted and not measured.</summary>
    public static ChangeMargin Exact { get; } = new(0);

    /// <summary>The margin for a case's metric. One that this version does not know is taken for a time.</summary>
    public static ChangeMargin Of(string metric) => metric switch
    {
        Metrics.Latency or Metrics.ComputeLatency => Call,
        Metrics.PeakMemory or Metrics.SteadyMemory => Memory,
        Metrics.Size => Exact,
        _ => Time,
    };

    /// <summary>
    /// The factor that a change must exceed, upwards or as its inverse. The floor counts against the smaller cost of the two, so that
    /// exchanging the sides does not change the factor.
    /// </summary>
    /// <param name="oldCost">What the old side costs, in the unit of <see cref="Floor"/>, above zero.</param>
    /// <param name="newCost">What the new side costs.</param>
    public double Factor(double oldCost, double newCost) => 1 + Math.Max(Relative, Floor / Math.Min(oldCost, newCost));
}
