using InferenceCost.Machine.Memory;

namespace InferenceCost.Tests.Machine.Memory;

public sealed class LinuxMemoryTests
{
    private const string Status =
        "Name:\tdotnet\nUmask:\t0022\nVmPeak:\t274914672 kB\nVmHWM:\t  118432 kB\nVmRSS:\t  113500 kB\nRssAnon:\t   68800 kB\n";

    [Fact]
    public void The_text_holds_both_figures() => Assert.Equal(
        new ProcessMemory(113500L * 1024, 118432L * 1024),
        LinuxMemory.Parse(Status, () => throw new InvalidOperationException("the peak is in the text")));

    [Fact]
    public void A_sandbox_without_a_high_water_mark_gets_the_peak_from_elsewhere() =>
        Assert.Equal(new ProcessMemory(100 * 1024, 300 * 1024), LinuxMemory.Parse("VmRSS:\t 100 kB\n", () => 300 * 1024));

    [Fact]
    public void A_sandbox_that_knows_no_peak_at_all_has_the_present_size() =>
        Assert.Equal(new ProcessMemory(100 * 1024, 100 * 1024), LinuxMemory.Parse("VmRSS:\t 100 kB\n", () => null));

    [Fact]
    public void The_peak_is_never_below_the_present_size() =>
        Assert.Equal(200 * 1024, LinuxMemory.Parse("VmHWM: 100 kB\nVmRSS: 200 kB\n", () => null)!.PeakResidentBytes);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("VmRSS: unknown\n")]
    public void Without_a_resident_size_there_is_no_answer(string? status) => Assert.Null(LinuxMemory.Parse(status, () => 1));
}
