using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Schema;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Runtime.Workloads;

public sealed class BoundWorkloadTests
{
    [Fact]
    public void A_call_allocates_nothing()
    {
        using var model = Load(TinyModels.Teacher());
        using var workload = BoundWorkload.Bind(model, [Floats("input", [1, 16], new float[16])]);

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                workload.Run();
            }
        }));
    }

    [Fact]
    public void Outputs_are_those_of_the_inputs_also_after_the_inputs_were_replaced()
    {
        using var model = Load(TinyModels.TwoInputsTwoOutputs());
        using var workload = BoundWorkload.Bind(model, [Floats("a", [1, 3], [1, 2, 3]), Floats("b", [1, 3], [4, 5, 6])]);
        workload.Run();
        Assert.Equal([5, 7, 9], Output(workload, "sum"));
        Assert.Equal([4, 10, 18], Output(workload, "product"));

        MemoryMarshal.Cast<byte, float>(workload.Input("a"))[0] = 10;
        workload.Run();
        Assert.Equal([14, 7, 9], Output(workload, "sum"));
    }

    [Fact]
    public void Every_node_is_on_the_processor()
    {
        using var model = Load(TinyModels.Teacher());
        var placement = model.ReadPlacement();
        Assert.Equal(["CPUExecutionProvider"], placement.Nodes.Keys);
        Assert.Equal(5, placement.Nodes["CPUExecutionProvider"]);
        Assert.Empty(placement.Elsewhere);
    }

    [Fact]
    public void A_node_elsewhere_than_asked_is_named()
    {
        using var model = Load(TinyModels.MatMul());
        var placement = SessionPlacement.Read(model.Session, new OtherProvider());
        Assert.StartsWith("MatMul (", Assert.Single(placement.Elsewhere));
    }

    [Fact]
    public void Strings_are_bound_too()
    {
        using var model = Load(TinyModels.Identity(TensorElementType.String, 2));
        using var workload = BoundWorkload.Bind(model, [new InputTensor("x", TensorElementType.String, [2], [], ["a", "b"])]);
        workload.Run();
        Assert.Equal(["y"], workload.UnboundOutputs);
    }

    [Fact]
    public void The_arena_keeps_account()
    {
        using var model = Load(TinyModels.Teacher());
        using var workload = BoundWorkload.Bind(model, [Floats("input", [1, 16], new float[16])]);
        Assert.True(ArenaStatistics.Read(model.Session)!.MostInUse > 256 * 256 * sizeof(float));
    }

    [Fact]
    public void An_unknown_operator_and_an_opset_from_the_future_are_refused_in_one_line()
    {
        foreach (var model in new[] { TinyModels.UnknownOperator(), TinyModels.FutureOpset() })
        {
            var error = Assert.Throws<InputException>(() => Load(model));
            Assert.DoesNotContain('\n', error.Message);
            Assert.Contains("ONNX Runtime refuses", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_provider_that_is_absent_is_refused_and_those_present_are_named()
    {
        var error = Assert.Throws<InputException>(() => ProviderCatalog.Find("abacus"));
        Assert.Contains("cpu", error.Fix, StringComparison.Ordinal);
    }

    private static LoadedModel Load(ModelProto model) => LoadedModel.Load(model.ToByteArray(), new CpuProvider(), new SessionSettings());

    private static InputTensor Floats(string name, long[] shape, float[] values) =>
        new(name, TensorElementType.Float, shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static float[] Output(BoundWorkload workload, string name) => MemoryMarshal.Cast<byte, float>(workload.Output(name)).ToArray();

    private sealed class OtherProvider : ExecutionProvider
    {
        public override string Id => "other";

        public override string RuntimeName => "OtherExecutionProvider";

        public override string Needs => "nothing";

        public override void Append(Microsoft.ML.OnnxRuntime.SessionOptions session, IReadOnlyDictionary<string, string> options)
        {
        }
    }
}
