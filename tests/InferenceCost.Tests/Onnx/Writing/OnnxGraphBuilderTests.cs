using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Writing;

public sealed class OnnxGraphBuilderTests
{
    private readonly OnnxGraphBuilder graph = new("test", 1);

    [Fact]
    public void A_weight_of_a_name_that_is_taken_is_refused()
    {
        graph.Weight("weight", WeightValues.Normal(1), 2);
        Assert.Throws<InvalidOperationException>(() => graph.Weight("weight", WeightValues.Normal(1), 2));
    }

    [Fact]
    public void Equal_constants_are_stored_once() => Assert.Equal(graph.Constant(0, 0, 12, 64), graph.Constant(0, 0, 12, 64));

    [Fact]
    public void Nodes_of_one_module_are_numbered()
    {
        var x = graph.Input("x", TensorElementType.Float, 2);
        Assert.Equal("/a/Relu_output_0", graph.Root["a"].Node("Relu", x).Name);
        Assert.Equal("/a/Relu_1_output_0", graph.Root["a"].Node("Relu", x).Name);
    }

    [Fact]
    public void An_output_that_no_node_gives_is_refused()
    {
        var x = graph.Input("x", TensorElementType.Float, 2);
        Assert.Throws<InvalidOperationException>(() => graph.Output("y", x, 2));
    }

    [Fact]
    public void A_graph_without_outputs_is_refused() => Assert.Throws<InvalidOperationException>(() => graph.Build());

    [Fact]
    public void A_weight_of_no_elements_is_refused() =>
        Assert.Throws<ArgumentException>(() => graph.Weight("weight", WeightValues.Normal(1), 2, 0));

    [Fact]
    public void A_weight_used_twice_counts_once()
    {
        var x = graph.Input("x", TensorElementType.Float, "rows", 4);
        var tied = graph.Weight("tied", WeightValues.Normal(1), 4, 4);
        graph.Output("y", graph.Root.Node("MatMul", graph.Root.Node("MatMul", x, tied), tied), "rows", 4);
        Assert.Equal(16, graph.Build().Parameters);
    }
}
