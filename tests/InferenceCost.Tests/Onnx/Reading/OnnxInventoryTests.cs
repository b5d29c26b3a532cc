using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Reading;

public sealed class OnnxInventoryTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Counts_the_parameters_of_dense_layers()
    {
        var inventory = InventoryOf(TinyModels.Mlp([16, 24, 10]));

        Assert.Equal(17 * 24 + 25 * 10, inventory.Parameters);
        Assert.Equal(4 * (17 * 24 + 25 * 10), inventory.InitializerBytes);
        Assert.Equal(new Dictionary<string, int> { ["Gemm"] = 2, ["Relu"] = 1 }, inventory.NodesByOperator);
        Assert.Equal(new Dictionary<string, long> { ["ai.onnx"] = 17 }, inventory.Opsets);
        Assert.Equal((8, "InferenceCost.Tests", false), (inventory.IrVersion, inventory.Producer, inventory.HasSubgraphs));
        Assert.Equal("float32[N,16]", inventory.Signature.Inputs.Single().ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counts_a_weight_stored_twice_once(bool external)
    {
        float[] shared = [1, 2, 3, 4];
        var model = new GraphBuilder().Input("x", TensorElementType.Float, 2).Output("y", TensorElementType.Float, 2)
            .Floats("first", [2, 2], shared).Floats("second", [4], shared).Floats("third", [4], 1, 2, 3, 5)
            .Node("Relu", ["x"], ["y"]).Model;

        var inventory = OnnxInventory.Take(OnnxModelFile.Read(
            external ? model.SaveWithExternalData(folder.PathOf("m.onnx")) : model.Save(folder.PathOf("m.onnx"))));

        Assert.Equal(8, inventory.Parameters);
        Assert.Equal((32, 48), (inventory.InitializerBytes, inventory.StoredInitializerBytes));
        var duplicate = Assert.Single(inventory.Duplicates);
        Assert.Equal(["first", "second"], duplicate.Names);
        Assert.Equal(16, duplicate.Bytes);
    }

    [Fact]
    public void Does_not_take_uniform_fills_for_shared_weights()
    {
        var model = new GraphBuilder().Input("x", TensorElementType.Float, 2).Output("y", TensorElementType.Float, 2)
            .Floats("bias1", [3], 0, 0, 0).Floats("bias2", [3], 0, 0, 0).Node("Relu", ["x"], ["y"]).Model;

        var inventory = InventoryOf(model);

        Assert.Equal(6, inventory.Parameters);
        Assert.Empty(inventory.Duplicates);
    }

    [Fact]
    public void Counts_weights_but_not_scalars_shapes_scales_and_zero_points()
    {
        var model = new GraphBuilder().Input("x", TensorElementType.Float, "N", 4).Output("y", TensorElementType.Float, "N", 3)
            .Initializer("quantized", TensorElementType.Int8, [4, 3], new byte[12])
            .Floats("scale", [3], 1, 2, 3).Initializer("zero", TensorElementType.Int8, [3], new byte[3])
            .Initializer("shape", TensorElementType.Int64, [2], new byte[16])
            .Initializer("bias32", TensorElementType.Int32, [3], new byte[12])
            .Floats("epsilon", [], 1e-5f)
            .Node("DequantizeLinear", ["quantized", "scale", "zero"], ["W"], GraphBuilder.Whole("axis", 1))
            .Node("DequantizeLinear", ["bias32", "scale"], ["b"])
            .Node("Gemm", ["x", "W", "b"], ["y"]).Model;

        Assert.Equal(12 + 3, InventoryOf(model).Parameters);
        Assert.Equal(12 + 12 + 3 + 16 + 12 + 4, InventoryOf(model).InitializerBytes);
    }

    [Fact]
    public void Counts_packed_four_bit_weights_one_by_one()
    {
        var model = new GraphBuilder().Input("x", TensorElementType.Float, "N", 32).Output("y", TensorElementType.Float, "N", 8)
            .Initializer("packed", TensorElementType.UInt8, [8, 1, 16], new byte[128]).Floats("scales", [8], 1, 2, 3, 4, 5, 6, 7, 8)
            .Node("MatMulNBits", ["x", "packed", "scales"], ["y"], GraphBuilder.Whole("bits", 4)).Model;
        model.Graph.Node[0].Domain = "com.microsoft";

        var inventory = InventoryOf(model);

        Assert.Equal(32 * 8, inventory.Parameters);
        Assert.Equal(1, inventory.NodesByOperator["com.microsoft:MatMulNBits"]);
    }

    [Fact]
    public void Counts_constants_and_the_initialisers_of_subgraphs()
    {
        var branch = new GraphBuilder("then").Output("b", TensorElementType.Float, 2).Floats("inside", [2], 5, 6)
            .Node("Identity", ["inside"], ["b"]).Model.Graph;
        var constant = GraphBuilder.Tensor("", TensorElementType.Float, [2], MemoryMarshal.AsBytes<float>(new float[] { 7, 8 }));
        var model = new GraphBuilder().Input("c", TensorElementType.Bool).Output("y", TensorElementType.Float, 2)
            .Node("Constant", [], ["k"], GraphBuilder.TensorValue("value", constant))
            .Node("If", ["c"], ["i"], Graph("then_branch", branch), Graph("else_branch", branch.Clone()))
            .Node("Add", ["i", "k"], ["y"]).Model;

        var inventory = InventoryOf(model);

        Assert.True(inventory.HasSubgraphs);
        Assert.Equal(2 + 2, inventory.Parameters);
        Assert.Equal(["inside", "inside"], Assert.Single(inventory.Duplicates).Names);
        Assert.Equal(2, inventory.NodesByOperator["Identity"]);
    }

    [Fact]
    public void Tells_fixed_named_and_unnamed_dimensions_and_leaves_out_inputs_with_a_stored_value()
    {
        var model = new GraphBuilder().Input("x", TensorElementType.Float, "batch", 3, null, 0).Input("W", TensorElementType.Float, 1)
            .Input("s", TensorElementType.Int64)
            .Output("y", TensorElementType.Float, 1).Floats("W", [1], 2).Node("Identity", ["W"], ["y"]).Model;

        var signature = InventoryOf(model).Signature;

        Assert.Equal(["x: float32[batch,3,?,?]", "s: int64[]"], signature.Inputs.Select(input => $"{input.Name}: {input}"));
        Assert.Equal([false, false, false, true], signature.Inputs[0].Shape!.Select(dimension => dimension.MarkedWithZero));
    }

    [Fact]
    public void Finds_the_number_of_rows_that_an_input_selects_from()
    {
        var inputs = InventoryOf(TinyModels.Embedding(rows: 50)).Signature.Inputs;

        Assert.Equal(50, inputs.Single(input => input.Name == "input_ids").IndexBound);
        Assert.Null(inputs.Single(input => input.Name == "attention_mask").IndexBound);
    }

    private static AttributeProto Graph(string name, GraphProto graph) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };

    private OnnxInventory InventoryOf(ModelProto model) => OnnxInventory.Take(OnnxModelFile.Read(model.Save(folder.PathOf("model.onnx"))));
}
