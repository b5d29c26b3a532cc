using Google.Protobuf;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Runtime.Workloads;

/// <summary>
/// On the processor, whose memory is the host's: what remains is that nothing is bound wrongly. Devices are for WebGpuTests.
/// </summary>
public sealed class DeviceWorkloadTests
{
    [Fact]
    public void On_the_processor_there_is_nothing_to_copy()
    {
        using var folder = new TemporaryFolder();
        var path = TinyModels.Teacher().Save(folder.File("model.onnx"));
        using var model = LoadedModel.Load(path, new CpuProvider(), new SessionSettings());
        var proof = ProviderProofs.Measure(path, model, new InputSource().Open(model.Session).Batch(0, 1), new MonotonicClock());
        Assert.Contains("nothing to copy", proof.NoDeviceBuffers, StringComparison.Ordinal);
        Assert.Equal((10, 0.0, null), (proof.AgainstCpu!.Values, proof.AgainstCpu.Largest, proof.Unfinished));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        using var model = LoadedModel.Load(TinyModels.Teacher().ToByteArray(), new CpuProvider(), new SessionSettings());
        var tensors = new InputSource().Open(model.Session).Batch(0, 1);
        using var host = BoundWorkload.Bind(model, tensors);
        using var workload = DeviceWorkload.Bind(host);
        var clock = new MonotonicClock();
        Block.Run(workload, 100, clock);
        Assert.Equal(0, AllocatedBytes.Of(() => Block.Run(workload, 1000, clock)));
    }
}
