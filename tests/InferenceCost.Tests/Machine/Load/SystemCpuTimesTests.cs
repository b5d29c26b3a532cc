using InferenceCost.Machine.Load;

namespace InferenceCost.Tests.Machine.Load;

public sealed class SystemCpuTimesTests
{
    private const string Machine = "cpu  100 20 30 400 50 6 7 80 9 1\ncpu0 1 1 1 1 1 1 1 1 1 1\n";
    private const string Process = "4242 (a (b) c d) S 1 4242 4242 0 -1 4194560 900 0 3 0 10 20 3 4 20 0 7 0 123 456 789\n";

    [Fact]
    public void The_first_line_is_the_whole_machine_and_guest_time_is_not_counted_twice() =>
        Assert.Equal(new SystemCpuTimes(693, 450, 80, 37), SystemCpuTimes.Parse(Machine, Process));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cpu 1 2 3 4\n")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8 9 10\n")]
    [InlineData("cpu 1 2 3 x 5 6 7 8 9 10\n")]
    public void Anything_else_is_null(string? text) => Assert.Null(SystemCpuTimes.Parse(text, Process));

    [Theory]
    [InlineData(null)]
    [InlineData("4242 (no end")]
    [InlineData("4242 (cut) S 1 2 3")]
    [InlineData("4242 (x) S 1 4242 4242 0 -1 4194560 900 0 3 0 ten 20 3 4 20")]
    public void Without_its_own_part_the_share_of_others_is_unknown(string? own)
    {
        var times = SystemCpuTimes.Parse(Machine, own)!;
        Assert.Null(times.Own);
        Assert.Null(SystemCpuTimes.OtherPercent(times, times with { Total = times.Total + 10 }));
    }

    [Fact]
    public void Shares_are_percent_of_all_ticks_that_passed()
    {
        var before = new SystemCpuTimes(1000, 500, 10, 100);
        var after = new SystemCpuTimes(2000, 700, 60, 400); // 1000 passed: 200 idle, 50 stolen, 750 busy of which 300 own
        Assert.Equal(5.0, SystemCpuTimes.StealPercent(before, after));
        Assert.Equal(45.0, SystemCpuTimes.OtherPercent(before, after));
    }

    [Fact]
    public void No_time_passed_means_no_share()
    {
        var now = new SystemCpuTimes(1000, 500, 10, 100);
        Assert.Null(SystemCpuTimes.StealPercent(now, now));
        Assert.Null(SystemCpuTimes.OtherPercent(now, now));
    }

    [Fact]
    public void More_own_ticks_than_busy_ones_are_zero_others() =>
        Assert.Equal(0.0, SystemCpuTimes.OtherPercent(new(1000, 500, 0, 100), new(1100, 590, 0, 111)));
}
