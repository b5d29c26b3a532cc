using InferenceCost.Measuring;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Scenarios.Probe;

/// <summary>Finds out what a provider other than the CPU computes, and whether its calls end when they return.</summary>
internal static class ProviderProofs
{
    private const int Copies = 5;

    /// <summary>Compares with the CPU and looks whether calls end when they return.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="loaded">The model on its provider.</param>
    /// <param name="tensors">Its inputs, one item.</param>
    /// <param name="clock">The clock.</param>
    public static ProviderProof Measure(string path, LoadedModel loaded, IReadOnlyList<InputTensor> tensors, IClock clock)
    {
        using var host = BoundWorkload.Bind(loaded, tensors);
        host.Run();
        using var cpu = LoadedModel.Load(path, new CpuProvider(), loaded.Settings.OnCpu());
        using var reference = BoundWorkload.Bind(cpu, tensors);
        reference.Run();
        var difference = OutputDifference.Compute(reference, host);
        var writes = host.WritesItsOutputs();
        if (DeviceWorkload.Hindrance(host) is { } hindrance)
        {
            return new ProviderProof(difference, null, hindrance, writes);
        }

        try
        {
            var device = host.OnDevice();
            host.OverwriteOutputs();
            device.Run();
            device.CopyOut();
            return new ProviderProof(
                OutputDifference.Larger(difference, OutputDifference.Compute(reference, host)), UnfinishedShare(device, clock), null,
                writes);
        }
        catch (Exception error) when (error is OnnxRuntimeException or NativeCallException)
        {
            return new ProviderProof(
                difference, null, $"the runtime cannot place tensors on this device: {RuntimeMessage.OneLine(error.Message)}", writes);
        }
    }

    private static double UnfinishedShare(DeviceWorkload device, IClock clock)
    {
        double Timed(Action action)
        {
            var start = clock.Nanoseconds;
            action();
            return clock.Nanoseconds - start;
        }

        var shares = new double[Copies];
        for (var i = 0; i < Copies; i++)
        {
            var call = Timed(device.Run);
            var waiting = Timed(device.CopyOut);
            shares[i] = Math.Max(0, waiting - Timed(device.CopyOut)) / Math.Max(call, 1);
        }

        return Quantile.Median(shares);
    }
}
