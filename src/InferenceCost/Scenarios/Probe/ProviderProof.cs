using InferenceCost.Measuring;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Statistics;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Scenarios.Probe;

/// <summary>What is found out about a model on a provider other than the CPU before anything of it is timed.</summary>
/// <param name="AgainstCpu">
/// How far its outputs are from the CPU's for one item, by the worse of a call with copies and one without; null where no output is of floating-point numbers.
/// </param>
/// <param name="Unfinished">
/// What share of a call was still to be done when the call had returned: a copy of the outputs waits for it, a second copy does not. Null where
/// nothing lies on the device.
/// </param>
/// <param name="NoDeviceBuffers">Why a call cannot be timed with its inputs and outputs on the device; null where it can.</param>
/// <param name="WritesItsOutputs">
/// Whether calls from the host write their outputs: a captured graph that is replayed reads and writes the places that it was captured with, and
/// neither the host's inputs nor its outputs.
/// </param>
public sealed record ProviderProof(OutputDifference? AgainstCpu, double? Unfinished, string? NoDeviceBuffers, bool WritesItsOutputs = true)
{
    /// <summary>A call that leaves more than this undone was timed before it had finished; less is the noise of two copies.</summary>
    public const double MostUnfinished = 0.25;

    private const int Copies = 5;

    /// <summary>Compares with the CPU and looks whether calls end when they return.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="loaded">The model on its provider.</param>
    /// <param name="tensors">Its inputs, one item.</param>
    /// <param name="clock">The clock.</param>
    internal static ProviderProof Of(string path, LoadedModel loaded, IReadOnlyList<InputTensor> tensors, IClock clock)
    {
        using var host = BoundWorkload.Bind(loaded, tensors);
        host.Run();
        using var cpu = LoadedModel.Load(path, new CpuProvider(), loaded.Settings.OnCpu());
        using var reference = BoundWorkload.Bind(cpu, tensors);
        reference.Run();
        var difference = OutputDifference.Of(reference, host);
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
            return new ProviderProof(OutputDifference.Larger(difference, OutputDifference.Of(reference, host)), UnfinishedShare(device, clock), null, writes);
        }
        catch (Exception error) when (error is OnnxRuntimeException or NativeCallException)
        {
            return new ProviderProof(difference, null, $"the runtime cannot place tensors on this device: {RuntimeMessage.OneLine(error.Message)}", writes);
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
