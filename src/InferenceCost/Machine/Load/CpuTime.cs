namespace InferenceCost.Machine.Load;

/// <summary>Processor time of this process: above the wall time where several threads work, below it where they wait.</summary>
public static class CpuTime
{
    /// <summary>User and kernel time of all threads since the process started, in nanoseconds; steps of a microsecond or more.</summary>
    public static double Nanoseconds() => Environment.CpuUsage.TotalTime.TotalNanoseconds;
}
