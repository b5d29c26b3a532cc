using Google.Protobuf;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Reading;

/// <summary>What a call of a local function costs and holds is what is in its body.</summary>
public sealed class InlinedFunctionsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Multiply_adds_in_functions_within_functions_are_counted_at_every_call()
    {
        // Two layers of [N, 8] times [8, 8], and one product with a transposed matrix, at two items.
        var cost = CostOf(Layered(), "N=2");
        Assert.Equal((2 * 8 * 8 * 2) + (2 * 8 * 5), cost.Macs.Complete);
        Assert.Equal(["Gemm", "MatMul"], cost.Macs.ByOperator.Keys);
    }

    [Fact]
    public void Attributes_come_from_the_call_or_the_functions_default_and_values_of_two_calls_stay_apart()
    {
        var nodes = InlinedFunctions.Nodes(Layered());
        Assert.Equal(["MatMul", "LeakyRelu", "MatMul", "LeakyRelu", "Gemm"], nodes.Select(node => node.OpType));
        Assert.Equal([0.5f, 0.25f], nodes.Where(node => node.OpType == "LeakyRelu").Select(node => node.Attribute.Single().F));
        Assert.Equal(nodes.Count, nodes.Select(node => node.Output[0]).Distinct().Count());
        Assert.Equal(("x", "h", "h2"), (nodes[0].Input[0], nodes[1].Output[0], nodes[3].Output[0]));
    }

    [Fact]
    public void Packed_weights_that_a_function_takes_count_one_by_one_and_what_fills_a_block_up_does_not()
    {
        // 20 rows in blocks of 16 are stored as 32.
        var model = new GraphBuilder("packed")
            .Input("x", TensorElementType.Float, "N", 20).Output("y", TensorElementType.Float, "N", 8)
            .Initializer("B", TensorElementType.UInt8, [8, 2, 8], new byte[128]).Floats("scales", [16], new float[16])
            .Node("Packed", ["x", "B", "scales"], ["y"]).Model;
        model.Graph.Node[0].Domain = "local";
        var product = NodeOf("MatMulNBits", ["a", "b", "s"], "c",
            GraphBuilder.Whole("K", 20), GraphBuilder.Whole("N", 8), GraphBuilder.Whole("bits", 4), GraphBuilder.Whole("block_size", 16));
        product.Domain = "com.microsoft";
        model.Functions.Add(Function("Packed", ["a", "b", "s"], "c", product));
        model.Functions[0].OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        var file = OnnxModelFile.Read(model.Save(folder.File("m.onnx")));
        Assert.Equal(20 * 8, OnnxInventory.Take(file).Parameters);
        Assert.Equal(20 * 8, ModelCost.At(file, new Dictionary<string, IReadOnlyList<long>> { ["x"] = [1, 20] }).Macs.Complete);
    }

    [Fact]
    public void A_sparse_matrix_holds_what_is_stored_and_costs_what_the_runtime_multiplies()
    {
        var model = new GraphBuilder("sparse")
            .Input("x", TensorElementType.Float, "N", 8).Output("y", TensorElementType.Float, "N", 4)
            .Node("MatMul", ["x", "W"], ["y"]).Model;
        model.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Values = GraphBuilder.Tensor("W", TensorElementType.Float, [3], new byte[12]),
            Indices = GraphBuilder.Tensor("", TensorElementType.Int64, [3],
                System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>([0, 9, 31])),
            Dims = { 8, 4 },
        });
        var file = OnnxModelFile.Read(model.Save(folder.File("m.onnx")));
        Assert.Equal(3, OnnxInventory.Take(file).Parameters);
        Assert.Equal(32, ModelCost.At(file, new Dictionary<string, IReadOnlyList<long>> { ["x"] = [1, 8] }).Macs.Complete);
        Assert.Equal(32, CostOf(model).Macs.Complete);
    }

    private ModelCost CostOf(ModelProto model, params string[] sizes) =>
        ModelCost.OfOneItem(OnnxModelFile.Read(model.Save(folder.File("m.onnx"))), new SyntheticOptions(sizes));

    private static ModelProto Layered()
    {
        var model = new GraphBuilder("layered")
            .Input("x", TensorElementType.Float, "N", 8).Output("y", TensorElementType.Float, "N", 5)
            .Floats("W", [8, 8], new float[64]).Floats("V", [5, 8], new float[40])
            .Node("Layer", ["x", "W"], ["h"]).Node("Layer", ["h", "W"], ["h2"], Slope(0.25f)).Node("Last", ["h2", "V"], ["y"]).Model;
        foreach (var node in model.Graph.Node)
        {
            node.Domain = "local";
        }

        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        var activation = NodeOf("LeakyRelu", ["a"], "b", new AttributeProto
        {
            Name = "alpha", Type = AttributeProto.Types.AttributeType.Float, RefAttrName = "slope",
        });
        var inner = NodeOf("Product", ["a", "w"], "p");
        inner.Domain = "local";
        activation.Input[0] = "p";
        var layer = Function("Layer", ["a", "w"], "b", inner, activation);
        layer.AttributeProto.Add(Slope(0.5f));
        layer.OpsetImport.Add(new OperatorSetIdProto { Domain = "local", Version = 1 });
        model.Functions.Add(layer);
        model.Functions.Add(Function("Product", ["a", "w"], "p", NodeOf("MatMul", ["a", "w"], "p")));
        model.Functions.Add(Function("Last", ["a", "w"], "b", NodeOf("Gemm", ["a", "w"], "b", GraphBuilder.Whole("transB", 1))));
        return ModelProto.Parser.ParseFrom(model.ToByteArray());
    }

    private static AttributeProto Slope(float value) =>
        new() { Name = "slope", Type = AttributeProto.Types.AttributeType.Float, F = value };

    private static FunctionProto Function(string name, string[] inputs, string output, params NodeProto[] nodes) => new()
    {
        Name = name, Domain = "local", Input = { inputs }, Output = { output }, Node = { nodes },
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 17 } },
    };

    private static NodeProto NodeOf(string operation, string[] inputs, string output, params AttributeProto[] attributes) => new()
    {
        OpType = operation, Input = { inputs }, Output = { output }, Attribute = { attributes },
    };
}
