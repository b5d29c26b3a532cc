using System.Runtime.InteropServices;
using InferenceCost.Machine.Nvidia;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Nvidia;

public sealed class NvidiaDeviceTests : IDisposable
{
    private readonly FakeNvidiaDriver driver = new();
    private readonly NvidiaManagement nvidia;

    public NvidiaDeviceTests() => nvidia = NvidiaManagement.Open(driver.Symbol, out _)!;

    private NvidiaDevice Device => nvidia.Devices[0];

    public void Dispose() => nvidia.Dispose();

    [Fact]
    public void The_layouts_have_the_sizes_that_the_header_gives_them()
    {
        Assert.Equal(40, Marshal.SizeOf<NvidiaFunctions.MemoryInfo>());
        Assert.Equal(24, Marshal.SizeOf<NvidiaFunctions.ProcessInfo>());
        Assert.Equal(0x02000028u, NvidiaFunctions.MemoryInfo.CurrentVersion);
    }

    [Fact]
    public void Figures_come_in_the_units_that_their_names_say()
    {
        Assert.Equal(12_345_678_901.234, Device.EnergyJoules().Value);
        Assert.Equal(71.25, Device.PowerWatts().Value);
        Assert.Equal(1980, Device.SmClockMHz().Value);
        Assert.Equal(2619, Device.MemoryClockMHz().Value);
        Assert.Equal(34, Device.TemperatureCelsius().Value);
        Assert.Null(Device.EnergyJoules().Reason);
    }

    [Fact]
    public void The_four_parts_of_the_memory_are_not_mixed_up() =>
        Assert.Equal(new NvidiaMemory(85_520_809_984, 577_765_376, 84_000_000_000, 943_044_608), Device.Memory().Value);

    [Fact]
    public void Each_GPU_answers_for_itself()
    {
        driver.Gpus.Add(new() { Milliwatts = 1, Used = 2, SmMHz = 3 });
        using var both = NvidiaManagement.Open(driver.Symbol, out _)!;
        Assert.Equal([71.25, 0.001], both.Devices.Select(device => device.PowerWatts().Value!.Value));
        Assert.Equal([943_044_608, 2], both.Devices.Select(device => device.Memory().Value!.Value.UsedBytes));
        Assert.Equal([1980, 3], both.Devices.Select(device => device.SmClockMHz().Value!.Value));
    }

    [Fact]
    public void A_name_that_cannot_be_had_is_the_number()
    {
        driver.Errors["nvmlDeviceGetName"] = FakeNvidiaDriver.NotSupported;
        using var again = NvidiaManagement.Open(driver.Symbol, out _)!;
        Assert.Equal("NVIDIA GPU 0", again.Devices[0].Name);
    }

    [Fact]
    public void A_name_that_fills_its_room_ends_there()
    {
        driver.Gpus[0].Name = new string('x', 95);
        using var again = NvidiaManagement.Open(driver.Symbol, out _)!;
        Assert.Equal(driver.Gpus[0].Name, again.Devices[0].Name);
    }

    public static TheoryData<string, Func<NvidiaDevice, (bool HasValue, string? Reason)>> Readings() => new()
    {
        { "nvmlDeviceGetTotalEnergyConsumption", device => Of(device.EnergyJoules()) },
        { "nvmlDeviceGetPowerUsage", device => Of(device.PowerWatts()) },
        { "nvmlDeviceGetMemoryInfo_v2", device => Of(device.Memory()) },
        { "nvmlDeviceGetClockInfo", device => Of(device.SmClockMHz()) },
        { "nvmlDeviceGetClockInfo", device => Of(device.MemoryClockMHz()) },
        { "nvmlDeviceGetTemperature", device => Of(device.TemperatureCelsius()) },
        { "nvmlDeviceGetComputeRunningProcesses_v3", device => Of(device.ProcessMemoryBytes(7)) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Readings))]
    public void A_figure_that_the_driver_refuses_is_missing_with_its_words(string function, Func<NvidiaDevice, (bool, string?)> read)
    {
        driver.Errors[function] = FakeNvidiaDriver.NotSupported;
        Assert.Equal((false, $"the NVIDIA driver answers 'Not Supported' ({function}, error 3)"), read(Device));
        driver.Errors[function] = FakeNvidiaDriver.GpuIsLost;
        Assert.Equal((false, $"the NVIDIA driver answers 'Some Error' ({function}, error 15)"), read(Device));
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Readings))]
    public void A_figure_that_an_old_driver_lacks_is_missing_and_the_others_are_there(
        string function, Func<NvidiaDevice, (bool, string?)> read)
    {
        driver.Missing.Add(function);
        Assert.Equal((false, $"the NVIDIA driver is too old for this ({function} is missing)"), read(Device));
        driver.Gpus[0].Processes.Add((7, 1));
        Assert.All(Readings().Where(other => other.Data.Item1 != function), other => Assert.True(other.Data.Item2(Device).HasValue));
    }

    [Fact]
    public void The_memory_of_a_process_is_asked_for_as_the_header_says()
    {
        driver.Gpus[0].Processes.AddRange([(11, 1000), (4_000_000_000, 2000), (12, 3000)]);
        Assert.Equal(3000, Device.ProcessMemoryBytes(12).Value);
        Assert.Equal([0u, 11u], driver.Rooms); // first no room at all, then room for the three and for newcomers
        Assert.Equal(1000, Device.ProcessMemoryBytes(11).Value);
    }

    [Fact]
    public void Processes_that_start_between_the_questions_are_found_by_another_one()
    {
        driver.Gpus[0].Processes.Add((11, 1000));
        driver.Late = (12, 50);
        Assert.Equal(500, Device.ProcessMemoryBytes(12).Value);
        Assert.Equal([0u, 9u, 19u], driver.Rooms);
    }

    [Fact]
    public void A_library_that_tells_the_number_with_success_is_asked_again()
    {
        driver.CountsWithSuccess = true;
        driver.Gpus[0].Processes.Add((11, 1000));
        Assert.Equal(1000, Device.ProcessMemoryBytes(11).Value);
    }

    [Fact]
    public void A_process_in_two_instances_of_a_GPU_has_the_memory_of_both()
    {
        driver.Gpus[0].Processes.AddRange([(11, 1000), (12, 1), (11, 2000)]);
        Assert.Equal(3000, Device.ProcessMemoryBytes(11).Value);
    }

    [Fact]
    public void Memory_that_the_driver_does_not_know_is_missing_and_not_immense()
    {
        driver.Gpus[0].Processes.AddRange([(11, ulong.MaxValue), (12, 5)]);
        Assert.Null(Device.ProcessMemoryBytes(11).Value);
        Assert.Contains("does not tell memory by process", Device.ProcessMemoryBytes(11).Reason, StringComparison.Ordinal);
        Assert.Equal(5, Device.ProcessMemoryBytes(12).Value);
    }

    [Fact]
    public void A_process_that_is_not_listed_has_no_figure_rather_than_zero()
    {
        Assert.Null(Device.ProcessMemoryBytes(11).Value);
        driver.Gpus[0].Processes.Add((12, 5));
        Assert.Null(Device.ProcessMemoryBytes(11).Value);
        Assert.Contains("lists no such process", Device.ProcessMemoryBytes(11).Reason, StringComparison.Ordinal);
    }

    private static (bool HasValue, string? Reason) Of<T>(DeviceReading<T> reading)
        where T : struct => (reading.Value is not null, reading.Reason);
}
