using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using InferenceCost.Machine;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Running;

/// <summary>The machine, the software and the build that a run takes place in, and how busy the machine was when it began.</summary>
internal sealed record Surroundings(
    BuildFacts Build, EnvironmentRecord Environment, NativeLibraryRecord Native, string Fingerprint, Conditions Before)
{
    /// <summary>Reads everything now.</summary>
    public static Surroundings Read()
    {
        var build = BuildFacts.Read();
        var environment = MachineFacts.Read();
        var native = NativeLibraryFacts.Find(OrtEnv.Instance().GetVersionString(), build.OrtPackage);
        return new Surroundings(build, environment, native, Machine.Fingerprint.Of(environment, native), Conditions.Now());
    }

    /// <summary>Who begins to measure now: the id is the time with a random part, so that folders sort by age.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="budgetSeconds">How long it may take; 0 where nothing says.</param>
    /// <param name="time">The time of day.</param>
    /// <param name="kind">What stands in the id between the two: empty for a run.</param>
    public RunInfo Begin(IReadOnlyList<string> arguments, string profile, double budgetSeconds, TimeProvider time, string kind = "")
    {
        var started = time.GetUtcNow();
        var id = $"{started.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{kind}{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        return new RunInfo(
            id, started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), 0, Build.Commit, Build.Dirty, Build.ToolVersion, arguments, profile,
            budgetSeconds);
    }

    /// <summary>How busy the machine has been since.</summary>
    public ConditionsRecord ConditionsUntilNow(double? canarySpread) => Conditions.Between(Before, Conditions.Now(), canarySpread) with { Gpus = GpuConditions.Now() };

    /// <summary>Seconds since the program was started: what a person at the keyboard has waited.</summary>
    public static double SecondsSinceProgramStart(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        return (time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalSeconds;
    }
}
