using InferenceCost.Machine.Facts;
using InferenceCost.Records;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class FingerprintTests
{
    private static readonly EnvironmentRecord Environment = new()
    {
        Cpu = "AMD EPYC", CpuModel = "family 25 model 17 stepping 1", InstructionSets = ["avx2", "fma"], LogicalCores = 2, CpuQuota = 1.5,
        MemoryBytes = 24L << 30, OperatingSystem = "Debian GNU/Linux 12 (bookworm)", Kernel = "6.18.44-generic", Architecture = "x64",
        Virtualised = true, DotNet = "10.0.12", ClockResolutionNs = 1,
    };

    private static readonly NativeLibraryRecord Native = new("1.31.1", "libonnxruntime.so", "ab", "cpu");

    [Fact]
    public void It_is_twelve_hexadecimal_digits_and_stays_what_it_was() =>
        Assert.Equal("886cd1592870", Fingerprint.Compute(Environment, Native, "canary-1"));

    public static TheoryData<EnvironmentRecord, string> Changes => new()
    {
        { Environment with { Cpu = "Xeon" }, "processor" },
        { Environment with { CpuModel = null }, "processor model" },
        { Environment with { InstructionSets = ["avx2"] }, "instruction sets" },
        { Environment with { LogicalCores = 4 }, "logical cores" },
        { Environment with { CpuQuota = null }, "processor quota" },
        { Environment with { MemoryBytes = 16L << 30 }, "memory (GiB)" },
        { Environment with { OperatingSystem = "Ubuntu 24.04" }, "operating system" },
        { Environment with { Kernel = "6.19.1" }, "kernel" },
        { Environment with { Architecture = "arm64" }, "architecture" },
        { Environment with { Virtualised = null }, "virtualised" },
        { Environment with { DotNet = "10.0.13" }, ".NET" },
        { Environment with { NvidiaGpus = ["NVIDIA H100 80GB HBM3"] }, "NVIDIA GPUs" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_stable_fact_that_changes_changes_it_and_is_named(EnvironmentRecord changed, string fact)
    {
        Assert.NotEqual(Fingerprint.Compute(Environment, Native), Fingerprint.Compute(changed, Native));
        Assert.Equal(fact, Assert.Single(Fingerprint.Differences(Environment, Native, changed, Native)).Fact);
    }

    [Fact]
    public void What_changes_from_boot_to_boot_does_not_count()
    {
        var later = Environment with
        {
            MemoryBytes = (24L << 30) - 123_456_789, Kernel = "6.18.45-generic", InstructionSets = ["fma", "avx2"], ClockResolutionNs = 100,
        };
        var moved = Native with { Path = "elsewhere/libonnxruntime.so", Sha256 = null };
        Assert.Equal(Fingerprint.Compute(Environment, Native), Fingerprint.Compute(later, moved));
        Assert.Empty(Fingerprint.Differences(Environment, Native, later, moved));
    }

    [Fact]
    public void Another_runtime_and_another_canary_count()
    {
        var newer = Native with { Version = "1.32.0" };
        Assert.NotEqual(Fingerprint.Compute(Environment, Native), Fingerprint.Compute(Environment, newer));
        Assert.NotEqual(Fingerprint.Compute(Environment, Native, "canary-1"), Fingerprint.Compute(Environment, Native, "canary-2"));
        Assert.Equal(
            new FactDifference("ONNX Runtime", "1.31.1", "1.32.0"),
            Assert.Single(Fingerprint.Differences(Environment, Native, Environment, newer)));
    }
}
