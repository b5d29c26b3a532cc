using InferenceCost.Records;

namespace InferenceCost.Findings.MachinePeak;

/// <summary>
/// The least time that a call could take on a machine with these limits: it has to multiply all it multiplies, and to read every weight
/// once; the slower of the two binds. S. Williams, A. Waterman, D. Patterson, "Roofline: an insightful visual performance model for
/// multicore architectures", Communications of the ACM 52(4), 2009. It ignores activations, element-wise work and what starting an operator
/// takes; and weights that stay in a cache between calls are not read from memory at all, which a share above 1 of the memory limit tells.
/// </summary>
/// <param name="ArithmeticNanoseconds">All multiply-accumulates of a call at the peak rate, in nanoseconds.</param>
/// <param name="MemoryNanoseconds">Every weight once at the bandwidth of memory, in nanoseconds.</param>
internal readonly record struct Roofline(double ArithmeticNanoseconds, double MemoryNanoseconds)
{
    /// <summary>The roofline of a call.</summary>
    /// <param name="macsPerItem">Multiply-accumulates of one item.</param>
    /// <param name="batch">Items per call; all of them share the weights.</param>
    /// <param name="weightBytes">Bytes of the weights, tied ones counted once.</param>
    /// <param name="limits">What the machine can do at most.</param>
    public static Roofline Compute(long macsPerItem, int batch, long weightBytes, LimitsRecord limits) =>
        new(1e9 * macsPerItem * batch / limits.MacsPerSecond, 1e9 * weightBytes / limits.BytesPerSecond);

    /// <summary>The least time of a call, in nanoseconds.</summary>
    public double LeastNanoseconds => Math.Max(ArithmeticNanoseconds, MemoryNanoseconds);

    /// <summary>Which limit binds.</summary>
    public BindingLimit BoundBy => MemoryNanoseconds > ArithmeticNanoseconds ? BindingLimit.Memory : BindingLimit.Arithmetic;

    /// <summary>What share of the binding limit a call of this time reached; 1 is all of it.</summary>
    public double ShareReached(double measuredNanoseconds) => LeastNanoseconds / measuredNanoseconds;
}
