using InferenceCost.Machine.Nvidia;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Machine.Nvidia;

public sealed class NvidiaManagementTests
{
    private readonly FakeNvidiaDriver driver = new();

    [Fact]
    public void A_library_that_is_not_there_is_a_reason()
    {
        Assert.Null(NvidiaManagement.Open("libinference-cost-nowhere.so.1", out var reason));
        Assert.Contains("libinference-cost-nowhere.so.1 cannot be loaded", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_such_drivers_is_a_reason()
    {
        Assert.Null(NvidiaManagement.Open((string?)null, out var reason));
        Assert.Contains("this operating system", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_something_else_is_a_reason()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the C library's file has another name elsewhere");
        Assert.Null(NvidiaManagement.Open("libc.so.6", out var reason));
        Assert.Contains("nvmlInit_v2 is missing", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void This_machine_has_a_driver_or_a_reason()
    {
        using var nvidia = NvidiaManagement.Open(out var reason);
        Assert.Equal(nvidia is null, reason is not null);
        if (nvidia is not null)
        {
            Assert.All(nvidia.Devices, device => Assert.NotEmpty(device.Name));
            Assert.All(
                nvidia.Devices, device => Assert.InRange(device.Memory().Value?.UsedBytes ?? 0, 0, device.Memory().Value?.TotalBytes ?? 0));
        }
    }

    [Fact]
    public void A_driver_that_does_not_start_is_a_reason_and_is_not_ended()
    {
        driver.Errors["nvmlInit_v2"] = FakeNvidiaDriver.DriverNotLoaded;
        Assert.Equal("the NVIDIA driver answers 'Some Error' (nvmlInit_v2, error 9)", NoneBecause());
        Assert.Equal(0, driver.Ended);
    }

    [Theory]
    [InlineData("nvmlInit_v2")]
    [InlineData("nvmlDeviceGetCount_v2")]
    [InlineData("nvmlDeviceGetHandleByIndex_v2")]
    public void Without_a_function_that_finds_the_GPUs_there_is_none(string function)
    {
        driver.Missing.Add(function);
        Assert.Contains($"too old for this ({function} is missing)", NoneBecause(), StringComparison.Ordinal);
        Assert.Equal(driver.Started, driver.Ended);
    }

    [Fact]
    public void A_driver_without_a_GPU_is_a_reason_and_is_ended()
    {
        driver.Gpus.Clear();
        Assert.Equal("the NVIDIA driver finds no GPU", NoneBecause());
        Assert.Equal((1, 1), (driver.Started, driver.Ended));
    }

    [Fact]
    public void A_number_of_GPUs_that_cannot_be_had_is_a_reason_and_not_none()
    {
        driver.Errors["nvmlDeviceGetCount_v2"] = FakeNvidiaDriver.NotSupported;
        Assert.Equal("the NVIDIA driver answers 'Not Supported' (nvmlDeviceGetCount_v2, error 3)", NoneBecause());
        Assert.Equal(1, driver.Ended);
    }

    [Fact]
    public void An_error_without_its_text_keeps_its_number()
    {
        driver.Missing.Add("nvmlErrorString");
        driver.Errors["nvmlInit_v2"] = FakeNvidiaDriver.NoPermission;
        Assert.Contains("error 4", NoneBecause(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_GPU_that_is_closed_to_this_user_is_told_beside_the_others()
    {
        driver.Gpus.Add(new() { HandleError = FakeNvidiaDriver.NoPermission });
        driver.Gpus.Add(new() { Name = "Tesla V100-SXM2-16GB" });
        using var nvidia = NvidiaManagement.Open(driver.Symbol, out var reason);
        Assert.Null(reason);
        Assert.Equal(
            [(0, "NVIDIA H100 80GB HBM3"), (2, "Tesla V100-SXM2-16GB")], nvidia!.Devices.Select(device => (device.Index, device.Name)));
        Assert.Equal(
            "GPU 1: the NVIDIA driver answers 'Some Error' (nvmlDeviceGetHandleByIndex_v2, error 4)", Assert.Single(nvidia.Unreachable));
    }

    [Fact]
    public void GPUs_that_are_all_closed_are_a_reason()
    {
        driver.Gpus[0].HandleError = FakeNvidiaDriver.NoPermission;
        Assert.StartsWith("GPU 0: ", NoneBecause(), StringComparison.Ordinal);
        Assert.Equal(1, driver.Ended);
    }

    [Fact]
    public void The_driver_is_ended_once_and_a_reading_after_it_is_a_reason()
    {
        var nvidia = NvidiaManagement.Open(driver.Symbol, out _)!;
        nvidia.Dispose();
        nvidia.Dispose();
        Assert.Equal((1, 1), (driver.Started, driver.Ended));
        Assert.Null(nvidia.Devices[0].PowerWatts().Value);
        Assert.Contains("error 1", nvidia.Devices[0].PowerWatts().Reason, StringComparison.Ordinal);
    }

    private string NoneBecause()
    {
        Assert.Null(NvidiaManagement.Open(driver.Symbol, out var reason));
        return reason!;
    }
}
