using InferenceCost.Machine.Nvidia;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Scenarios.ColdStart;

public sealed class DeviceUseTests
{
    [Fact]
    public void Without_a_driver_only_the_runtime_tells()
    {
        using var use = DeviceUse.Begin(null);
        Assert.Equal([("deviceArena", 300L)], use.Read(new ArenaStatistics(200, 300)).Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(use.Read(null));
    }

    [Fact]
    public void A_pool_that_keeps_no_account_is_no_zero()
    {
        using var use = DeviceUse.Begin(null);
        Assert.Empty(use.Read(new ArenaStatistics(0, 0)));
    }

    [Fact]
    public void A_driver_tells_how_much_more_of_the_device_is_in_use()
    {
        var driver = new FakeNvidiaDriver();
        using var use = DeviceUse.Begin(NvidiaManagement.Open(driver.Symbol, out _));
        Assert.Equal(0, use.Read(null)["deviceGrowth"]);
    }
}
