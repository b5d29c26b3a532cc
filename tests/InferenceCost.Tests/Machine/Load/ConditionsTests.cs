using InferenceCost.Machine.Load;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Load;

public sealed class ConditionsTests
{
    [Fact]
    public void Two_moments_make_a_record()
    {
        using var tree = new FakeTree()
            .With("proc/loadavg", "0.71 1.00 2.00 1/95 11219\n")
            .With("proc/stat", "cpu 100 0 0 900 0 0 0 0 0 0\n")
            .With("proc/self/stat", "1 (x) S 1 1 1 0 -1 0 0 0 0 0 10 0 0 0 20\n")
            .With("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        var before = Conditions.Now(tree.Root);
        tree.With("proc/loadavg", "1.90 1.00 2.00 1/95 11219\n")
            .With("proc/stat", "cpu 160 0 0 930 0 0 0 10 0 0\n")
            .With("proc/self/stat", "1 (x) S 1 1 1 0 -1 0 0 0 0 0 20 10 15 5 20\n");

        var record = Conditions.Between(before, Conditions.Now(tree.Root), canarySpread: 0.12);

        Assert.Equal(0.71, record.LoadBefore);
        Assert.Equal(1.90, record.LoadAfter);
        Assert.Equal(10.0, record.StealPercent);
        Assert.Equal(20.0, record.OtherLoadPercent); // 60 busy, 40 of them own or of ended children
        Assert.Equal("performance", record.Governor);
        Assert.Equal(0.12, record.CanarySpread);
    }

    [Fact]
    public void What_the_system_does_not_show_is_null()
    {
        var nothing = new Conditions(null, null, null);
        var record = Conditions.Between(nothing, nothing);
        Assert.Null(record.LoadBefore);
        Assert.Null(record.StealPercent);
        Assert.Null(record.OtherLoadPercent);
        Assert.Null(record.Governor);
        Assert.Null(record.CanarySpread);
    }

    [Fact]
    public void A_governor_that_changed_is_told() =>
        Assert.Equal(
            "powersave, then performance", Conditions.Between(new(null, null, "powersave"), new(null, null, "performance")).Governor);

    [Theory]
    [InlineData("0.71 1.00 2.00 1/95 7\n", 0.71)]
    [InlineData("", null)]
    [InlineData("busy", null)]
    [InlineData(null, null)]
    public void The_load_is_the_first_number(string? text, double? load) => Assert.Equal(load, Conditions.ParseLoad(text));
}
