using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using InferenceCost.Machine.Load;
using InferenceCost.Records;

namespace InferenceCost.Machine.Facts;

/// <summary>
/// A short hash of what is stable about a machine and the software on it. Runs with equal fingerprints may be compared in absolute
/// times; load, frequencies, free memory and the like are conditions, and have no part in it.
/// </summary>
public static class Fingerprint
{
    private const string Gpus = "NVIDIA GPUs";
    private const string None = "none";

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the facts.</summary>
    /// <param name="environment">The machine.</param>
    /// <param name="native">The native library, of which the version counts.</param>
    /// <param name="canary">The canary's version: absolute times of two canaries are not comparable.</param>
    public static string Compute(EnvironmentRecord environment, NativeLibraryRecord native, string canary = Canary.Version)
    {
        // Those of machines without one stay what they were before GPUs were looked for.
        var text = string.Join('\n', Facts(environment, native).Where(fact => fact != (Gpus, None)).Append(("canary", canary)).Select(
            fact => $"{fact.Item1}={fact.Item2}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    /// <summary>
    /// The facts in which two runs differ, in a fixed order. Empty although the fingerprints differ means another canary, or a fingerprint
    /// made by another version of this program.
    /// </summary>
    public static IReadOnlyList<FactDifference> Differences(
        EnvironmentRecord oldEnvironment, NativeLibraryRecord oldNative, EnvironmentRecord newEnvironment, NativeLibraryRecord newNative) =>
    [
        .. Facts(oldEnvironment, oldNative)
            .Zip(Facts(newEnvironment, newNative), (before, after) => new FactDifference(before.Name, before.Value, after.Value))
            .Where(difference => difference.Old != difference.New),
    ];

    private static (string Name, string Value)[] Facts(EnvironmentRecord environment, NativeLibraryRecord native) =>
    [
        ("processor", environment.Cpu),
        ("processor model", environment.CpuModel ?? "unknown"),
        ("instruction sets", string.Join(' ', environment.InstructionSets.Order(StringComparer.Ordinal))),
        ("logical cores", environment.LogicalCores.ToString(CultureInfo.InvariantCulture)),
        ("processor quota", environment.CpuQuota?.ToString("0.###", CultureInfo.InvariantCulture) ?? None),
        ("memory (GiB)", Math.Round(environment.MemoryBytes / (double)(1L << 30)).ToString("0", CultureInfo.InvariantCulture)),
        ("operating system", environment.OperatingSystem),
        ("kernel", MajorMinor(environment.Kernel)),
        ("architecture", environment.Architecture),
        ("virtualised", environment.Virtualised switch { true => "yes", false => "no", null => "unknown" }),
        (".NET", environment.DotNet),
        ("ONNX Runtime", native.Version),
        (Gpus, environment.NvidiaGpus.Count == 0 ? None : string.Join(", ", environment.NvidiaGpus)),
    ];

    /// <summary>6.18 of 6.18.44-generic: the rest changes with every security update.</summary>
    private static string MajorMinor(string? kernel) =>
        kernel is null ? "unknown" : string.Join('.', kernel.Split('-')[0].Split('.').Take(2));
}

/// <summary>A stable fact in which two runs differ.</summary>
/// <param name="Fact">Which one.</param>
/// <param name="Old">Its value in the older run.</param>
/// <param name="New">Its value in the newer run.</param>
public sealed record FactDifference(string Fact, string Old, string New);
