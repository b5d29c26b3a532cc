using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Runtime.Analysis;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Runtime.Analysis;

public sealed class GraphShapesTests : IDisposable
{
    private readonly ModelFolder folder = new();

    private static readonly FamilyDefinition Family =
        FamilyFile.Load(Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "fashion-mnist"));

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// The figures of models/fashion-mnist/recipe/README.md, counted in the networks that were trained; they follow by hand from
    /// networks.py.
    /// </summary>
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
    public void A_graph_in_a_node_is_counted_by_running_unless_it_costs_nothing()
    {
        const string ByRunning = "one call that was run";
        var free = CostOf(Branch("Relu"));
        Assert.Equal(0, free.Macs.Complete);
        Assert.DoesNotContain(free.Notes, note => note.Contains(ByRunning, StringComparison.Ordinal));
        Assert.Equal("If", Assert.Single(MacCount.Sum(GraphShapes.Infer(Saved(Branch("MatMul")), NoShapes)).Uncounted).Operator);
        var cost = CostOf(Branch("MatMul"));
        Assert.Equal(4 * 4 * 4, cost.Macs.Complete);
        Assert.Contains(cost.Notes, note => note.Contains(ByRunning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_loop_costs_what_its_body_costs_times_the_turns_it_took()
    {
        Assert.Equal(3 * 4 * 4 * 4, CostOf(Loop(turns: 3)).Macs.Complete);
        Assert.Equal(0, CostOf(Loop(turns: 0)).Macs.Complete);
    }

    [Theory]
    [InlineData("teacher")]
    [InlineData("separable-8k")]
    public void What_was_foretold_is_what_runs(string model)
    {
        var file = OnnxModelFile.Read(Family.PathOf(Family.Models.First(item => item.Id == model)));
        var ran = MacCount.Sum(
            ProfiledShapes.Run(file, [new InputTensor("input", TensorElementType.Float, [2, 1, 28, 28], new byte[4 * 2 * 28 * 28])]));
        var foretold = ModelCost.At(file, new Dictionary<string, IReadOnlyList<long>> { ["input"] = [2, 1, 28, 28] }).Macs;
        Assert.Equal(foretold.ByOperator, ran.ByOperator);
        Assert.Empty(ran.Uncounted);
    }

    [Fact]
    public void What_the_runtime_refuses_is_refused_in_one_line() =>
        Assert.DoesNotContain('\n', Assert.Throws<InputException>(() => CostOf(TinyModels.UnknownOperator())).Message);

    private static readonly Dictionary<string, IReadOnlyList<long>> NoShapes = [];

    private ModelCost CostOf(ModelProto model) => ModelCost.OfOneItem(Saved(model), new SyntheticOptions());

    private OnnxModelFile Saved(ModelProto model) => OnnxModelFile.Read(model.Save(folder.PathOf("m.onnx")));

    /// <summary>
    /// x [batch, sequence, 12] becomes [batch, sequence, 3, 4], as attention splits its heads, and is multiplied with W [4, 6].
    /// </summary>
    private static ModelProto ComputedReshape() => new GraphBuilder()
        .Input("x", TensorElementType.Float, "batch", "sequence", 12).Output("y", TensorElementType.Float, "batch", "sequence", 3, 6)
        .Floats("W", [4, 6], [.. Enumerable.Range(0, 24).Select(value => (float)value)])
        .Initializer("zero", TensorElementType.Int64, [], BitConverter.GetBytes(0L))
        .Initializer("one", TensorElementType.Int64, [], BitConverter.GetBytes(1L))
        .Initializer("first", TensorElementType.Int64, [1], BitConverter.GetBytes(0L))
        .Initializer("heads", TensorElementType.Int64, [2], [.. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(4L)])
        .Node("Shape", ["x"], ["shape"]).Node("Gather", ["shape", "zero"], ["batch"]).Node("Gather", ["shape", "one"], ["sequence"])
        .Node("Unsqueeze", ["batch", "first"], ["batch1"]).Node("Unsqueeze", ["sequence", "first"], ["sequence1"])
        .Node("Concat", ["batch1", "sequence1", "heads"], ["split"], GraphBuilder.Whole("axis", 0))
        .Node("Reshape", ["x", "split"], ["byHead"]).Node("MatMul", ["byHead", "W"], ["y"]).Model;

    /// <summary>y = x, then y = y y as often as told.</summary>
    private static ModelProto Loop(long turns)
    {
        var body = new GraphBuilder("body").Input("turn", TensorElementType.Int64).Input("goesOn", TensorElementType.Bool)
            .Input("before", TensorElementType.Float, 4, 4)
            .Output("still", TensorElementType.Bool).Output("after", TensorElementType.Float, 4, 4)
            .Node("Identity", ["goesOn"], ["still"]).Node("MatMul", ["before", "before"], ["after"]).Model.Graph;
        return new GraphBuilder().Input("x", TensorElementType.Float, 4, 4).Output("y", TensorElementType.Float, 4, 4)
            .Initializer("turns", TensorElementType.Int64, [], BitConverter.GetBytes(turns))
            .Initializer("yes", TensorElementType.Bool, [], [1])
            .Node(
                "Loop",
                ["turns", "yes", "x"],
                ["y"],
                new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = body }).Model;
    }

    private static ModelProto Branch(string operation)
    {
        GraphProto Body(string name)
        {
            var graph = new GraphBuilder(name).Output($"{name}Out", TensorElementType.Float, 4, 4)
                .Node(operation, operation == "Relu" ? ["x"] : ["x", "x"], [$"{name}Out"]).Model.Graph;
            return graph;
        }

        AttributeProto Graph(string name) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = Body(name) };
        return new GraphBuilder().Input("x", TensorElementType.Float, 4, 4).Input("choice", TensorElementType.Bool)
            .Output("y", TensorElementType.Float, 4, 4)
            .Node("If", ["choice"], ["y"], Graph("then_branch"), Graph("else_branch")).Model;
    }
}
