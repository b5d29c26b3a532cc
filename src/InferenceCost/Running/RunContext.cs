using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Machine.Facts;
using InferenceCost.Machine.Load;
using InferenceCost.Machine.Nvidia;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Scenarios.Contract;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Running;

/// <summary>The machine, the software and the build that a run takes place in, and how busy the machine was when it began.</summary>
internal sealed record RunContext(
    BuildFacts Build, EnvironmentRecord Environment, NativeLibraryRecord Native, string Fingerprint, Conditions Before)
{
    /// <summary>Reads everything now.</summary>
    /// <param name="request">What is measured: a provider may bring a library of its own.</param>
    public static RunContext Read(RunRequest request)
    {
        var build = BuildFacts.Read();
        var environment = MachineFacts.Read() with { NvidiaGpus = GpuConditions.Names(), Telemetry = RuntimeTelemetry.State };
        var native =
            NativeLibraryFacts.Find(OrtEnv.Instance().GetVersionString(), build.OrtPackage) with
            {
                Plugins = [.. Plugins(request)],
                CustomOperators = request.CustomOperators?.Select(Operators).ToList(),
            };
        return new RunContext(build, environment, native, Machine.Facts.Fingerprint.Compute(environment, native), Conditions.Now());
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
        var id = $"{started.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{kind}"
            + $"{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        return new RunInfo(
            id, started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), 0, Build.Commit, Build.Dirty, Build.ToolVersion,
            arguments, profile, budgetSeconds);
    }

    private static IEnumerable<PluginRecord> Plugins(RunRequest request) =>
        from provider in ProviderChoice.Parse(request)
        let library = provider.Library
        where library is not null
        select new PluginRecord(provider.Id, Path.GetFileName(library), FileHash.Compute(library));

    private static OperatorLibraryRecord Operators(string library) => File.Exists(library)
        ? new OperatorLibraryRecord(Path.GetFileName(library), FileHash.Compute(library))
        : throw new InputException($"--custom-ops {library}: no such file", "name the library that holds the model's operators");

    /// <summary>How busy the machine has been since.</summary>
    public ConditionsRecord ConditionsUntilNow(double? canarySpread) =>
        Conditions.Between(Before, Conditions.Now(), canarySpread) with { Gpus = GpuConditions.Now() };

    /// <summary>Seconds since the program was started: what a person at the keyboard has waited.</summary>
    public static double SecondsSinceProgramStart(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        return (time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalSeconds;
    }
}
