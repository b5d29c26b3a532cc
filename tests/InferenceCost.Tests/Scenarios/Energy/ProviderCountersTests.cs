using InferenceCost.Machine.Energy;
using InferenceCost.Scenarios.Energy;

namespace InferenceCost.Tests.Scenarios.Energy;

public sealed class ProviderCountersTests
{
    private static readonly IEnergyCounter[] All = [new Counter("packages", null), new Counter("card 0", 0), new Counter("card 1", 1)];

    [Theory]
    [InlineData("cpu", "0", "packages")]
    [InlineData("cuda", "0", "card 0")]
    [InlineData("tensorrt", "1", "card 1")]
    [InlineData("cuda", "2", "")]
    [InlineData("cuda", "first", "")]
    [InlineData("webgpu", "0", "")]
    public void A_provider_is_metered_by_the_counter_of_its_own_device(string provider, string device, string counter) => Assert.Equal(
        counter, string.Join(
            ' ',
            ProviderCounters.Find(All, provider, new Dictionary<string, string> { ["device_id"] = device }).Select(found => found.Name)));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("3,1", 3)]
    [InlineData("GPU-8f3a", null)]
    public void Cards_that_are_hidden_are_not_counted(string? visible, int? card) =>
        Assert.Equal(card, ProviderCounters.Card(new Dictionary<string, string>(), visible));

    private sealed class Counter(string name, int? gpu) : IEnergyCounter
    {
        public string Name => name;

        public int? Gpu => gpu;

        public double Joules() => 0;
    }
}
