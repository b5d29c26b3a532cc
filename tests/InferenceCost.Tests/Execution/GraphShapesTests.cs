using InferenceCost.Data;
using InferenceCost.Execution;
using InferenceCost.Families;
using InferenceCost.Onnx;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Execution;

public sealed class GraphShapesTests
{
    private static readonly FamilyDefinition Family =
        FamilyFile.Load(Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "fashion-mnist"));

    /// <summary>The figures of models/fashion-mnist/recipe/README.md, counted in the networks that were trained; they follow by hand from networks.py.</summary>
    [Theory]
    [InlineData("teacher", 36_353_792)]
    [InlineData("res-256k", 14_677_520)]
    [InlineData("plain-95k", 7_452_416)]
    [InlineData("plain-24k", 1_919_872)]
    [InlineData("separable-8k", 450_496)]
    public void Bundled_models_cost_what_their_recipe_counted(string model, long macs)
    {
        var file = OnnxModelFile.Read(Family.PathOf(Family.Models.First(item => item.Id == model)));
        var cost = ModelCost.OfOneItem(file, new SyntheticOptions());
        Assert.Equal(macs, cost.Macs.Complete);
        Assert.Equal([1, 1, 28, 28], cost.Shapes.Values.Single());
    }

    [Fact]
    public void Shapes_that_the_graph_computes_are_followed()
    {
        using var folder = new ModelFolder();
        var path = ComputedReshape().SaveWithExternalData(folder.PathOf("m.onnx"));
        var cost = ModelCost.OfOneItem(OnnxModelFile.Read(path), new SyntheticOptions(["batch=2", "sequence=5"]));
        Assert.Equal(2 * 5 * 3 * 4 * 6, cost.Macs.Complete);
    }

    [Theory]
    [InlineData("x=2x5x13")]
    [InlineData("x=2x12")]
    public void A_shape_that_the_model_rules_out_is_refused(string shape)
    {
        var file = new OnnxModelFile("m.onnx", 0, ComputedReshape(), []);
        Assert.Throws<InputException>(() => ModelCost.OfOneItem(file, new SyntheticOptions(null, [shape])));
    }

    [Fact]
    public void A_graph_in_a_node_counts_only_when_it_costs_nothing_anyway()
    {
        Assert.Equal(0, CostOf(Branch("Relu")).Macs.Complete);
        var macs = CostOf(Branch("MatMul")).Macs;
        Assert.Equal("If", Assert.Single(macs.Uncounted).Operator);
        Assert.Null(macs.Complete);
    }

    [Fact]
    public void What_the_runtime_refuses_is_refused_in_one_line() =>
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => CostOf(TinyModels.UnknownOperator())).Message);

    private static ModelCost CostOf(ModelProto model) => ModelCost.OfOneItem(new OnnxModelFile("m.onnx", 0, model, []), new SyntheticOptions());

    /// <summary>x [batch, sequence, 12] becomes [batch, sequence, 3, 4], as attention splits its heads, and is multiplied with W [4, 6].</summary>
    private static ModelProto ComputedReshape() => new GraphBuilder()
        .Input("x", TensorElementType.Float, "batch", "sequence", 12).Output("y", TensorElementType.Float, "batch", "sequence", 3, 6)
        .Floats("W", [4, 6], [.. Enumerable.Range(0, 24).Select(value => (float)value)])
        .Initializer("zero", TensorElementType.Int64, [], BitConverter.GetBytes(0L)).Initializer("one", TensorElementType.Int64, [], BitConverter.GetBytes(1L))
        .Initializer("first", TensorElementType.Int64, [1], BitConverter.GetBytes(0L))
        .Initializer("heads", TensorElementType.Int64, [2], [.. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(4L)])
        .Node("Shape", ["x"], ["shape"]).Node("Gather", ["shape", "zero"], ["batch"]).Node("Gather", ["shape", "one"], ["sequence"])
        .Node("Unsqueeze", ["batch", "first"], ["batch1"]).Node("Unsqueeze", ["sequence", "first"], ["sequence1"])
        .Node("Concat", ["batch1", "sequence1", "heads"], ["split"], GraphBuilder.Whole("axis", 0))
        .Node("Reshape", ["x", "split"], ["byHead"]).Node("MatMul", ["byHead", "W"], ["y"]).Model;

    private static ModelProto Branch(string operation)
    {
        GraphProto Body(string name)
        {
            var graph = new GraphBuilder(name).Output($"{name}Out", TensorElementType.Float, 4, 4)
                .Node(operation, operation == "Relu" ? ["x"] : ["x", "x"], [$"{name}Out"]).Model.Graph;
            return graph;
        }

        AttributeProto Graph(string name) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = Body(name) };
        return new GraphBuilder().Input("x", TensorElementType.Float, 4, 4).Input("choice", TensorElementType.Bool).Output("y", TensorElementType.Float, 4, 4)
            .Node("If", ["choice"], ["y"], Graph("then_branch"), Graph("else_branch")).Model;
    }
}
