using System.Diagnostics;

namespace InferenceCost.Measuring;

/// <summary>How long this process runs, without what it only waited: what a launch takes.</summary>
public static class ProcessAge
{
    private static double waited;

    /// <summary>Since its start, in seconds.</summary>
    public static double Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return (TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds - waited;
    }

    /// <summary>Lets it count as this old from now on.</summary>
    public static void Count(double seconds) => waited += Seconds() - seconds;
}
