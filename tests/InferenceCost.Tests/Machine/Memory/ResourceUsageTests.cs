using System.Buffers.Binary;
using InferenceCost.Machine.Memory;

namespace InferenceCost.Tests.Machine.Memory;

public sealed class ResourceUsageTests
{
    [Theory]
    [InlineData(5000, 1, 5000L)]
    [InlineData(5000, 1024, 5120000L)]
    [InlineData(0, 1024, null)]
    public void The_peak_lies_behind_two_times_and_has_the_systems_unit(long stored, int unit, long? bytes)
    {
        var usage = new byte[144];
        usage.AsSpan().Fill(0xFF);
        BinaryPrimitives.WriteInt64LittleEndian(usage.AsSpan(32), stored);
        Assert.Equal(bytes, ResourceUsage.PeakBytes(usage, unit));
    }

    [Fact]
    public void The_system_call_answers_on_a_unix()
    {
        var peak = ResourceUsage.OwnPeakBytes();
        if (OperatingSystem.IsWindows())
        {
            Assert.Null(peak);
            return;
        }

        // Wrong units or a wrong offset would be off by a factor of a thousand.
        Assert.InRange(peak!.Value, 10L << 20, 64L << 30);
    }
}
