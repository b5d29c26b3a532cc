using InferenceCost.Machine.Load;

namespace InferenceCost.Tests.Machine.Load;

public sealed class CpuTimeTests
{
    [Fact]
    public void Work_takes_processor_time()
    {
        var canary = new Canary();
        var before = CpuTime.Nanoseconds();
        var units = 0;
        while (CpuTime.Nanoseconds() < before + 20e6 && units < 1_000_000)
        {
            canary.Run();
            units++;
        }

        Assert.InRange(units, 1, 999_999);
    }
}
