using System.Diagnostics;
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

    /// <summary>How busy the machine has been since.</summary>
    public ConditionsRecord ConditionsUntilNow(double? canarySpread) => Conditions.Between(Before, Conditions.Now(), canarySpread);

    /// <summary>Seconds since the program was started: what a person at the keyboard has waited.</summary>
    public static double SecondsSinceProgramStart(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        return (time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalSeconds;
    }
}
