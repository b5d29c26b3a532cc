using InferenceCost.Machine.Memory;

namespace InferenceCost.Tests.Machine.Memory;

public sealed class LinuxMemoryTests
{
    private const string Status =
        "Name:\tdotnet\nUmask:\t0022\nVmPeak:\t274914672 kB\nVmHWM:\t  118432 kB\nVmRSS:\t  113500 kB\nRssAnon:\t   68800 kB\nRssFile:\t   44700 kB\nRssShmem:\t       0 kB\n";

    private const string Rollup = "5581ac8e7000-7ffd [rollup]\nRss:    113600 kB\nPrivate_Clean:   40 kB\nPrivate_Dirty:  69000 kB\n";

    [Fact]
    public void Both_texts_fill_every_figure() =>
        Assert.Equal(
            new ProcessMemory(113500L * 1024, 118432L * 1024, 68800L * 1024, 44700L * 1024, 69000L * 1024, "/proc/self/status"),
            LinuxMemory.Parse(Status, Rollup, () => throw new InvalidOperationException("the peak is in the text")));

    [Fact]
    public void Without_the_rollup_the_private_part_is_unknown_rather_than_zero() =>
        Assert.Null(LinuxMemory.Parse(Status, null, () => null)!.PrivateDirtyBytes);

    [Fact]
    public void A_sandbox_without_a_high_water_mark_gets_the_peak_from_elsewhere_and_says_so()
    {
        var memory = LinuxMemory.Parse("VmRSS:\t 100 kB\n", null, () => 300 * 1024)!;
        Assert.Equal(300 * 1024, memory.PeakResidentBytes);
        Assert.Equal("/proc/self/status, getrusage", memory.Source);
        Assert.Null(memory.AnonymousBytes);
    }

    [Fact]
    public void A_sandbox_that_knows_no_peak_at_all_says_so() =>
        Assert.Equal("/proc/self/status, no peak", LinuxMemory.Parse("VmRSS:\t 100 kB\n", null, () => null)!.Source);

    [Fact]
    public void The_peak_is_never_below_the_present_size() =>
        Assert.Equal(200 * 1024, LinuxMemory.Parse("VmHWM: 100 kB\nVmRSS: 200 kB\n", null, () => null)!.PeakResidentBytes);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VmRSS: unknown\n")]
    public void Without_a_resident_size_there_is_no_answer(string? status) => Assert.Null(LinuxMemory.Parse(status, Rollup, () => 1));
}
