using Google.Protobuf;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Runtime.Analysis;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Onnx.GraphBuilder;

namespace InferenceCost.Tests.Onnx.Reading;

/// <summary>Multiply-accumulates of single operators, each worked out by hand; the shapes in between are the runtime's.</summary>
public sealed class OperatorCostTests
{
    private const TensorElementType Float = TensorElementType.Float;
    private const TensorElementType Byte = TensorElementType.UInt8;

    [Fact]
    public void A_convolution_costs_the_weights_of_a_channel_for_every_output() =>
        Costs(
            8 * 5 * 5 * (2 * 3 * 3), "Conv", [(Float, [1, 4, 9, 9]), (Float, [8, 2, 3, 3]), (Float, [8])], Whole("group", 2),
            Wholes("strides", 2, 2), Wholes("pads", 1, 1, 1, 1));

    [Fact]
    public void A_depthwise_convolution_costs_one_kernel_for_every_output() =>
        Costs(6 * 7 * (1 * 3), "Conv", [(Float, [1, 6, 9]), (Float, [6, 1, 3])], Whole("group", 6));

    [Fact]
    public void A_transposed_convolution_costs_the_weights_of_a_channel_for_every_input() =>
        Costs(4 * 5 * 5 * (6 * 2 * 2), "ConvTranspose", [(Float, [1, 4, 5, 5]), (Float, [4, 6, 2, 2])], Wholes("strides", 2, 2));

    [Fact]
    public void A_general_product_may_be_transposed() =>
        Costs(3 * 5 * 7, "Gemm", [(Float, [5, 3]), (Float, [7, 5]), (Float, [7])], Whole("transA", 1), Whole("transB", 1));

    [Fact]
    public void Matrix_products_broadcast_their_batches()
    {
        Costs(2 * 5 * 3 * 6 * 4, "MatMul", [(Float, [2, 1, 3, 4]), (Float, [5, 4, 6])]);
        Costs(4, "MatMul", [(Float, [4]), (Float, [4])]);
        Costs(3 * 4, "MatMul", [(Float, [3, 4]), (Float, [4])]);
    }

    [Fact]
    public void Quantised_products_cost_what_their_originals_cost()
    {
        Costs(2 * 4 * 8, "MatMulInteger", [(Byte, [2, 8]), (Byte, [8, 4])]);
        Costs(
            2 * 4 * 8,
            "QLinearMatMul",
            [(Byte, [2, 8]), (Float, []), (Byte, []), (Byte, [8, 4]), (Float, []), (Byte, []), (Float, []), (Byte, [])]);
        Costs(
            6 * 3 * 3 * (4 * 3 * 3),
            "QLinearConv",
            [(Byte, [1, 4, 5, 5]), (Float, []), (Byte, []), (Byte, [6, 4, 3, 3]), (Float, []), (Byte, []), (Float, []), (Byte, [])]);
        Costs(6 * 3 * 3 * (4 * 3 * 3), "ConvInteger", [(Byte, [1, 4, 5, 5]), (Byte, [6, 4, 3, 3])]);
        Costs(2 * 4 * 8, "com.microsoft:DynamicQuantizeMatMul", [(Float, [2, 8]), (Byte, [8, 4]), (Float, [])]);
        Costs(2 * 4 * 8, "com.microsoft:MatMulIntegerToFloat", [(Byte, [2, 8]), (Byte, [8, 4]), (Float, []), (Float, [])]);
        Costs(
            3 * 16 * 32, "com.microsoft:MatMulNBits", [(Float, [1, 3, 32]), (Byte, [16, 1, 16]), (Float, [16])], Whole("K", 32),
            Whole("N", 16), Whole("bits", 4), Whole("block_size", 32));
    }

    [Fact]
    public void Fused_products_cost_what_their_parts_cost()
    {
        Costs(8 * 7 * 7 * (4 * 3 * 3), "com.microsoft:FusedConv", [(Float, [1, 4, 9, 9]), (Float, [8, 4, 3, 3])], Words(
            "activation", "Relu"));
        Costs(2 * 3 * 5 * 7, "com.microsoft:FusedMatMul", [(Float, [2, 5, 3]), (Float, [2, 5, 7])], Whole("transA", 1));
    }

    [Fact]
    public void An_Einstein_sum_of_two_costs_every_combination_of_its_indices()
    {
        Costs(2 * 3 * 4 * 6 * 5, "Einsum", [(Float, [2, 3, 4, 5]), (Float, [2, 3, 6, 5])], Words("equation", "bhid, bhjd -> bhij"));
        Costs(0, "Einsum", [(Float, [2, 3])], Words("equation", "ij->ji"));
        IsListed("Einsum", [(Float, [2, 3]), (Float, [3, 4]), (Float, [4, 2])], Words("equation", "ij,jk,kl->il"));
    }

    [Fact]
    public void A_recurrent_layer_costs_its_weights_at_every_step()
    {
        Costs(
            7 * 2 * ((12 * 5) + (12 * 3)), "LSTM", [(Float, [7, 2, 5]), (Float, [1, 12, 5]), (Float, [1, 12, 3])], Whole("hidden_size", 3));
        Costs(
            7 * 2 * 2 * ((9 * 5) + (9 * 3)), "GRU", [(Float, [7, 2, 5]), (Float, [2, 9, 5]), (Float, [2, 9, 3])], Whole("hidden_size", 3),
            Words("direction", "bidirectional"));
        Costs(7 * 2 * ((3 * 5) + (3 * 3)), "RNN", [(Float, [7, 2, 5]), (Float, [1, 3, 5]), (Float, [1, 3, 3])], Whole("hidden_size", 3));
    }

    [Fact]
    public void Attention_costs_every_query_times_every_key_for_scores_and_for_values()
    {
        Costs(2 * 4 * 6 * (8 + 8), "Attention", [(Float, [1, 2, 4, 8]), (Float, [1, 2, 6, 8]), (Float, [1, 2, 6, 8])]);
        Costs((4 * 8 * 24) + (4 * 4 * (8 + 8)), "com.microsoft:Attention", [(Float, [1, 4, 8]), (Float, [8, 24]), (Float, [24])], Whole(
            "num_heads", 2));
        Costs(4 * 6 * (8 + 8), "com.microsoft:MultiHeadAttention", [(Float, [1, 4, 8]), (Float, [1, 6, 8]), (Float, [1, 6, 8])], Whole(
            "num_heads", 2));
        Costs(4 * 4 * (8 + 8), "com.microsoft:MultiHeadAttention", [(Float, [1, 4, 2, 3, 4])], Whole("num_heads", 2));
    }

    [Fact]
    public void Element_wise_work_normalisation_and_pooling_cost_nothing()
    {
        Costs(0, "Mul", [(Float, [4, 4]), (Float, [4])]);
        Costs(0, "MaxPool", [(Float, [1, 2, 4, 4])], Wholes("kernel_shape", 2, 2));
        Costs(0, "Softmax", [(Float, [4, 4])]);
        Costs(0, "com.microsoft:Gelu", [(Float, [4, 4])]);
    }

    [Fact]
    public void Operators_of_unknown_cost_are_listed_and_the_count_is_no_longer_complete()
    {
        IsListed("DFT", [(Float, [1, 8, 1])]);
        IsListed("com.microsoft:MurmurHash3", [(TensorElementType.Int32, [4])]);
    }

    [Fact]
    public void A_shape_that_only_running_tells_is_listed()
    {
        var graph = new GraphBuilder().Input("x", Float, 3, 4).Input("w", Float, 1, 5).Output("y", Float, null, 5)
            .Node("NonZero", ["x"], ["found"])
            .Node("Cast", ["found"], ["real"], Whole("to", (int)Float))
            .Node("Transpose", ["real"], ["turned"])
            .Node("Slice", ["turned", "zero", "one", "one"], ["first"]).Node("MatMul", ["first", "w"], ["y"]);
        graph.Initializer("zero", TensorElementType.Int64, [1], BitConverter.GetBytes(0L))
            .Initializer("one", TensorElementType.Int64, [1], BitConverter.GetBytes(1L));
        Assert.Equal("MatMul", Assert.Single(Count(graph.Model).Uncounted).Operator);
    }

    private static void Costs(
        long macs, string operation, (TensorElementType Type, long[] Shape)[] inputs, params AttributeProto[] attributes)
    {
        var count = Count(Single(operation, inputs, attributes));
        Assert.Empty(count.Uncounted);
        Assert.Equal(macs, count.Complete);
        Assert.Equal(macs == 0 ? [] : [operation], count.ByOperator.Keys);
    }

    private static void IsListed(string operation, (TensorElementType Type, long[] Shape)[] inputs, params AttributeProto[] attributes)
    {
        var count = Count(Single(operation, inputs, attributes));
        Assert.Equal(operation, Assert.Single(count.Uncounted).Operator);
        Assert.Null(count.Complete);
    }

    private static MacCount Count(ModelProto model) =>
        MacCount.Sum(GraphShapes.Infer(new OnnxModelFile("model.onnx", 0, model, []), new Dictionary<string, IReadOnlyList<long>>()));

    private static ModelProto Single(string operation, (TensorElementType Type, long[] Shape)[] inputs, AttributeProto[] attributes)
    {
        var graph = new GraphBuilder(opset: 23);
        string[] names = [.. inputs.Select((_, index) => $"x{index}")];
        foreach (var ((type, shape), name) in inputs.Zip(names))
        {
            graph.Input(name, type, [.. shape.Select(size => (object)size)]);
        }

        graph.Model.Graph.Output.Add(new ValueInfoProto { Name = "y" });
        graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        graph.Node(operation.Split(':')[^1], names, ["y"], attributes);
        graph.Model.Graph.Node[0].Domain = operation.Contains(':', StringComparison.Ordinal) ? operation.Split(':')[0] : "";
        return graph.Model;
    }

    private static AttributeProto Wholes(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }

    private static AttributeProto Words(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };
}
