namespace InferenceCost.Scenarios.Demo;

/// <summary>What is true of one model of a demonstration. Its costs follow from the size of its weights; nothing is measured.</summary>
/// <param name="WeightBytes">The bytes of its weights.</param>
/// <param name="MacsPerItem">Multiply-accumulates of one item.</param>
/// <param name="MemoryBytes">What a process that loads and runs it grows by.</param>
/// <param name="Loss">The share of items that it answers worse than its teacher; 0 for the teacher.</param>
public sealed record DemoModel(long WeightBytes, long MacsPerItem, long MemoryBytes, double Loss)
{
    /// <summary>The share of items that a teacher answers right.</summary>
    public const double TeacherAccuracy = 0.93;

    /// <summary>What every call takes before it does anything, in nanoseconds.</summary>
    private const double Overhead = 10_000;

    private const double NanosecondsPerByte = 0.1;
    private const long LeastGrowth = 2_000_000;

    /// <summary>A model of which no more is known than the size of its file: 32-bit numbers, each used once an item.</summary>
    public static DemoModel OfSize(long fileBytes) => new(fileBytes, fileBytes / sizeof(float), Growth(fileBytes), 0);

    /// <summary>
    /// What a process grows by that loads weights of this size and runs. A claim counts growth from a megabyte on: the smallest models grow
    /// by more.
    /// </summary>
    public static long Growth(long weightBytes) => LeastGrowth + (4 * weightBytes);

    /// <summary>Time of a warm call of one caller, in nanoseconds: proportional to the weights, beside a fixed overhead.</summary>
    /// <param name="batch">Items per call.</param>
    public double CallNanoseconds(int batch) => Overhead + (batch * WeightBytes * NanosecondsPerByte);

    /// <summary>Time to create a session, in nanoseconds.</summary>
    public double LoadNanoseconds => 2e6 + (2 * WeightBytes);
}
