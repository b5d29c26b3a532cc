using InferenceCost.Machine.Energy;
using InferenceCost.Machine.Nvidia;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Energy;

public sealed class EnergyCountersTests : IDisposable
{
    private const string Package = "sys/class/powercap/intel-rapl:0";

    private readonly FakeTree tree = new();
    private readonly FakeNvidiaDriver driver = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void A_machine_that_counts_nothing_has_reasons_and_no_counters()
    {
        using var energy = EnergyCounters.Open(tree.Files, null, "no driver");
        Assert.Empty(energy.Counters);
        Assert.Contains("not visible", energy.Missing[0], StringComparison.Ordinal);
        Assert.Equal("no driver", energy.Missing[1]);
    }

    [Fact]
    public void Processor_and_GPUs_are_counted_each_from_the_opening_on()
    {
        With(microjoules: 40_000_000);
        driver.Gpus.Add(new() { Name = "Tesla V100-SXM2-16GB", Millijoules = 1000 });
        using var energy = EnergyCounters.Open(tree.Files, NvidiaManagement.Open(driver.Symbol, out var reason), reason);
        Assert.Empty(energy.Missing);
        Assert.Equal(
            ["processor packages (RAPL)", "GPU 0: NVIDIA H100 80GB HBM3 (NVML)", "GPU 1: Tesla V100-SXM2-16GB (NVML)"],
            energy.Counters.Select(counter => counter.Name));
        Assert.All(energy.Counters, counter => Assert.Equal(0, counter.Joules()));

        With(microjoules: 41_500_000);
        driver.Gpus[0].Millijoules += 70_125;
        driver.Gpus[1].Millijoules += 1;
        double[] expected = [1.5, 70.125, 0.001];
        Assert.All(expected.Zip(energy.Counters), pair => Assert.Equal(pair.First, pair.Second.Joules(), 1e-5));
        driver.Gpus[0].Millijoules += 875;
        Assert.Equal(71.0, energy.Counters[1].Joules(), 1e-5);
    }

    [Fact]
    public void A_GPU_that_counts_no_energy_is_missing_with_its_name()
    {
        driver.Gpus.Add(new() { HandleError = FakeNvidiaDriver.NoPermission });
        driver.Errors["nvmlDeviceGetTotalEnergyConsumption"] = FakeNvidiaDriver.NotSupported;
        using var energy = EnergyCounters.Open(tree.Files, NvidiaManagement.Open(driver.Symbol, out var reason), reason);
        Assert.Empty(energy.Counters);
        Assert.StartsWith("GPU 1: ", energy.Missing[1], StringComparison.Ordinal);
        Assert.StartsWith(
            "GPU 0: NVIDIA H100 80GB HBM3 (NVML): the NVIDIA driver answers 'Not Supported'", energy.Missing[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_GPU_that_is_lost_or_was_reset_ends_its_count()
    {
        using var energy = EnergyCounters.Open(tree.Files, NvidiaManagement.Open(driver.Symbol, out var reason), reason);
        var counter = Assert.Single(energy.Counters);
        driver.Gpus[0].Millijoules += 5000;
        counter.Joules();
        driver.Gpus[0].Millijoules -= 1000; // still more than at the opening
        Assert.Contains("went back", Assert.Throws<EnergyCounterException>(() => counter.Joules()).Message, StringComparison.Ordinal);
        driver.Errors["nvmlDeviceGetTotalEnergyConsumption"] = FakeNvidiaDriver.GpuIsLost;
        Assert.Contains("error 15", Assert.Throws<EnergyCounterException>(() => counter.Joules()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_driver_ends_with_the_counters()
    {
        var energy = EnergyCounters.Open(tree.Files, NvidiaManagement.Open(driver.Symbol, out var reason), reason);
        energy.Dispose();
        Assert.Equal((1, 1), (driver.Started, driver.Ended));
        Assert.Throws<EnergyCounterException>(() => energy.Counters[0].Joules());
    }

    [Fact]
    public void This_machine_counts_or_says_why_not()
    {
        using var energy = EnergyCounters.Open();
        Assert.True(energy.Counters.Count + energy.Missing.Count >= 2);
        Assert.All(energy.Counters, counter => Assert.True(counter.Joules() >= 0));
    }

    private void With(long microjoules) =>
        tree.With($"{Package}/name", "package-0\n")
            .With($"{Package}/energy_uj", $"{microjoules}\n")
            .With($"{Package}/max_energy_range_uj", "65532610987\n");
}
