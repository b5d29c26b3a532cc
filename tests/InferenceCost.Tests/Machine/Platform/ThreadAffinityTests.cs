using InferenceCost.Machine.Platform;

namespace InferenceCost.Tests.Machine.Platform;

public sealed class ThreadAffinityTests
{
    [Fact]
    public void A_thread_that_stays_on_a_core_may_use_that_core_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says which cores a thread may use");
        var cores = ThreadAffinity.Cores();
        Assert.NotEmpty(cores);
        IReadOnlyList<int> left = [];
        // A thread of its own: the test's would keep the restriction.
        var thread = new Thread(() => left = ThreadAffinity.StayOn(cores[^1]) ? ThreadAffinity.Cores() : []);
        thread.Start();
        thread.Join();
        Assert.Equal([cores[^1]], left);
        Assert.Equal(cores, ThreadAffinity.Cores());
    }

    [Fact]
    public void No_core_is_none() => Assert.Throws<ArgumentOutOfRangeException>(() => ThreadAffinity.StayOn(-1));
}
