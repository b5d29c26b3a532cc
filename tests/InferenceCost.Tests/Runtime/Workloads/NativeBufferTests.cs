using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tests.Runtime.Workloads;

public sealed class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128)]
    [InlineData(100_000)]
    public void It_starts_at_a_page_and_holds_zeros(int bytes)
    {
        using var buffer = new NativeBuffer(bytes);
        Assert.Equal(0, buffer.Address % 4096);
        Assert.Equal(new byte[bytes], buffer.Span.ToArray());
    }
}
