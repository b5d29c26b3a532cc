using InferenceCost.Machine.Facts;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class LimitationsTests
{
    [Fact]
    public void A_machine_that_shows_nothing_lists_everything_with_a_reason()
    {
        using var tree = new FakeTree();
        var limitations = Limitations.Read(tree.Root);
        Assert.Equal(
            ["energy", "hardwareCounters", "steal", "memoryParts", "frequency"], limitations.Select(limitation => limitation.Metric));
        Assert.All(limitations, limitation => Assert.NotEmpty(limitation.Reason));
    }

    [Fact]
    public void A_machine_that_shows_everything_lists_nothing()
    {
        using var tree = new FakeTree()
            .With("sys/class/powercap/intel-rapl:0/name", "package-0\n")
            .With("sys/class/powercap/intel-rapl:0/energy_uj", "12345\n")
            .With("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "65532610987\n")
            .With("sys/bus/event_source/devices/cpu/type", "4\n")
            .With("proc/stat", "cpu 1 2 3 4 5 6 7 8 9 10\n")
            .With("proc/self/status", "RssAnon: 1 kB\n")
            .With("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        Assert.Empty(Limitations.Read(tree.Root));
    }

    [Fact]
    public void Counters_that_are_there_but_closed_are_told_apart_from_absent_ones()
    {
        using var tree = new FakeTree()
            .With("sys/class/powercap/intel-rapl:0/name", "package-0\n")
            .With("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "65532610987\n");
        Assert.Contains("may not be read", Limitations.Read(tree.Root)[0].Reason, StringComparison.Ordinal);
    }
}
