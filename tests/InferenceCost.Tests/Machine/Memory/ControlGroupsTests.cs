using InferenceCost.Machine.Memory;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Memory;

public sealed class ControlGroupsTests
{
    private const long GiB = 1L << 30;

    private const string MountsV1 = """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    private const string MountV2 = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

    [Fact]
    public void Without_control_groups_nothing_is_limited()
    {
        using var tree = new FakeTree();
        Assert.Null(new ControlGroups(tree.Files).CpuQuota());
        Assert.Null(new ControlGroups(tree.Files).MemoryLimit());
        Assert.Null(new ControlGroups(tree.Files).MemoryLeft());
    }

    [Fact]
    public void Version_2_limits_are_read()
    {
        using var tree = V2("/user.slice/run.scope")
            .With("sys/fs/cgroup/user.slice/run.scope/cpu.max", "150000 100000\n")
            .With("sys/fs/cgroup/user.slice/run.scope/memory.max", $"{4 * GiB}\n")
            .With("sys/fs/cgroup/user.slice/run.scope/memory.current", $"{3 * GiB}\n")
            .With("sys/fs/cgroup/user.slice/run.scope/memory.stat", $"anon 5\nfile 7\ninactive_file {GiB}\n");
        var groups = new ControlGroups(tree.Files);
        Assert.Equal(1.5, groups.CpuQuota());
        Assert.Equal(4 * GiB, groups.MemoryLimit());
        Assert.Equal(2 * GiB, groups.MemoryLeft()); // cache that can be dropped is as good as free
    }

    [Fact]
    public void The_smallest_limit_of_the_parents_wins()
    {
        using var tree = V2("/a/b/c")
            .With("sys/fs/cgroup/a/memory.max", $"{2 * GiB}\n")
            .With("sys/fs/cgroup/a/b/memory.max", "max\n")
            .With("sys/fs/cgroup/a/b/c/memory.max", $"{8 * GiB}\n")
            .With("sys/fs/cgroup/a/cpu.max", "100000 100000\n")
            .With("sys/fs/cgroup/a/b/c/cpu.max", "max 100000\n");
        Assert.Equal(2 * GiB, new ControlGroups(tree.Files).MemoryLimit());
        Assert.Equal(1.0, new ControlGroups(tree.Files).CpuQuota());
    }

    [Fact]
    public void A_container_with_a_view_of_its_own_has_its_limits_at_the_mount()
    {
        using var tree = V2("/").With("sys/fs/cgroup/cpu.max", "50000 100000").With("sys/fs/cgroup/memory.max", $"{GiB}");
        Assert.Equal(0.5, new ControlGroups(tree.Files).CpuQuota());
        Assert.Equal(GiB, new ControlGroups(tree.Files).MemoryLimit());
    }

    [Fact]
    public void Version_1_limits_are_read_controller_by_controller()
    {
        using var tree = V1("/job")
            .With("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us", "250000\n")
            .With("sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/memory/job/memory.limit_in_bytes", $"{3 * GiB}\n")
            .With("sys/fs/cgroup/memory/job/memory.usage_in_bytes", $"{GiB}\n")
            .With("sys/fs/cgroup/memory/job/memory.stat", $"inactive_file 0\ntotal_inactive_file {GiB / 2}\n");
        var groups = new ControlGroups(tree.Files);
        Assert.Equal(2.5, groups.CpuQuota());
        Assert.Equal(3 * GiB, groups.MemoryLimit());
        Assert.Equal((2 * GiB) + (GiB / 2), groups.MemoryLeft());
    }

    [Fact]
    public void Version_1_without_limits_has_none()
    {
        using var tree = V1("/")
            .With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n")
            .With("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.Null(new ControlGroups(tree.Files).CpuQuota());
        Assert.Null(new ControlGroups(tree.Files).MemoryLimit());
        Assert.Null(new ControlGroups(tree.Files).MemoryLeft());
    }

    [Fact]
    public void A_mount_that_shows_a_subtree_starts_there()
    {
        using var tree = new FakeTree()
            .With("proc/self/cgroup", "4:memory:/docker/1f/inner\n")
            .With("proc/self/mountinfo", "35 31 0:32 /docker/1f /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n")
            .With("sys/fs/cgroup/memory/inner/memory.limit_in_bytes", $"{5 * GiB}")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", $"{6 * GiB}");
        Assert.Equal(5 * GiB, new ControlGroups(tree.Files).MemoryLimit());
    }

    [Theory]
    [InlineData("")]
    [InlineData("lots")]
    [InlineData("1 2 3")]
    [InlineData("0 100000")]
    [InlineData("100000 0")]
    public void A_quota_that_makes_no_sense_is_none(string text)
    {
        using var tree = V2("/").With("sys/fs/cgroup/cpu.max", text).With("sys/fs/cgroup/memory.max", text);
        Assert.Null(new ControlGroups(tree.Files).CpuQuota());
        Assert.Null(new ControlGroups(tree.Files).MemoryLimit());
    }

    [Fact]
    public void Damaged_tables_are_no_error()
    {
        using var tree =
            new FakeTree().With("proc/self/cgroup", "nonsense\n::\n0:\n").With("proc/self/mountinfo", "1 2\n - \n - cgroup2\n");
        Assert.Null(new ControlGroups(tree.Files).MemoryLimit());
    }

    private static FakeTree V2(string path) =>
        new FakeTree().With("proc/self/cgroup", $"0::{path}\n").With("proc/self/mountinfo", MountV2);

    private static FakeTree V1(string path) =>
        new FakeTree().With("proc/self/cgroup", $"4:memory:{path}\n1:cpu,cpuacct:{path}\n0::/\n").With("proc/self/mountinfo", MountsV1);
}
