using InferenceCost.Machine.Facts;
using InferenceCost.Machine.Memory;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class MachineFactsTests
{
    [Fact]
    public void A_machine_is_described_from_its_files()
    {
        using var tree = new FakeTree()
            .With("proc/cpuinfo", "cpu family : 6\nmodel : 143\nmodel name : Some Xeon\nstepping : 8\nflags : avx2 fma\n")
            .With("proc/self/status", "Cpus_allowed_list:\t0-3,8\n")
            .With("proc/meminfo", "MemTotal:       16777216 kB\nMemAvailable:    8388608 kB\n")
            .With("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
            .With("proc/sys/kernel/osrelease", "6.18.44-generic\n");
        var facts = MachineFacts.Read(tree.Root);
        Assert.Equal("Some Xeon", facts.Cpu);
        Assert.Equal("family 6 model 143 stepping 8", facts.CpuModel);
        Assert.Equal(["fma", "avx2"], facts.InstructionSets);
        Assert.Equal(5, facts.LogicalCores);
        Assert.Null(facts.CpuQuota);
        Assert.Equal(16L << 30, facts.MemoryBytes);
        Assert.Equal("Debian GNU/Linux 12 (bookworm)", facts.OperatingSystem);
        Assert.Equal("6.18.44-generic", facts.Kernel);
        Assert.False(facts.Virtualised);
        Assert.Equal(8L << 30, AvailableMemory.Bytes(tree.Root));
    }

    [Fact]
    public void A_containers_limits_are_the_machine_that_counts()
    {
        using var tree = new FakeTree()
            .With("proc/self/status", "Cpus_allowed_list:\t0-7\n")
            .With("proc/meminfo", "MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\n")
            .With("proc/self/cgroup", "0::/\n")
            .With("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
            .With("sys/fs/cgroup/cpu.max", "150000 100000\n")
            .With("sys/fs/cgroup/memory.max", $"{2L << 30}\n")
            .With("sys/fs/cgroup/memory.current", $"{1L << 30}\n");
        var facts = MachineFacts.Read(tree.Root);
        Assert.Equal(2, facts.LogicalCores);
        Assert.Equal(1.5, facts.CpuQuota);
        Assert.Equal(2L << 30, facts.MemoryBytes);
        Assert.Equal(1L << 30, AvailableMemory.Bytes(tree.Root));
    }

    [Fact]
    public void Without_any_file_the_runtime_answers()
    {
        using var tree = new FakeTree();
        var facts = MachineFacts.Read(tree.Root);
        Assert.NotEmpty(facts.Cpu);
        Assert.NotEmpty(facts.InstructionSets);
        Assert.Equal(Environment.ProcessorCount, facts.LogicalCores);
        Assert.True(facts.MemoryBytes > 64 << 20);
        Assert.NotEmpty(facts.OperatingSystem);
        Assert.True(AvailableMemory.Bytes(tree.Root) > 0);
    }

    [Fact]
    public void This_machine_can_be_described()
    {
        var facts = MachineFacts.Read();
        Assert.NotEqual("unknown", facts.Cpu);
        Assert.InRange(facts.LogicalCores, 1, 4096);
        Assert.Matches("^(x64|arm64|x86|arm)$", facts.Architecture);
        Assert.InRange(facts.ClockResolutionNs, 0.1, 1e6);
        Assert.StartsWith("10.", facts.DotNet, StringComparison.Ordinal);
        Assert.InRange(AvailableMemory.Bytes(), 1, facts.MemoryBytes);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("0-1", 2)]
    [InlineData("0-3,8,10-11", 7)]
    [InlineData("", null)]
    [InlineData("3-1", null)]
    [InlineData("0-1-2", null)]
    [InlineData("all", null)]
    [InlineData(null, null)]
    public void A_list_of_cores_is_counted(string? list, int? cores) => Assert.Equal(cores, MachineFacts.ListedCores(list));

    [Theory]
    [InlineData("PRETTY_NAME='Alpine Linux v3.22'\n", "Alpine Linux v3.22")]
    [InlineData("PRETTY_NAME=\"\"\n", null)]
    [InlineData("NAME=x\n", null)]
    [InlineData(null, null)]
    public void The_systems_name_is_the_readable_one(string? text, string? name) => Assert.Equal(name, MachineFacts.SystemName(text));
}
