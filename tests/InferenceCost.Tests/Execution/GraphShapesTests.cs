using InferenceCost.Execution;
using InferenceCost.Families;
using InferenceCost.Onnx;
using InferenceCost.Onnx.Costs;

namespace InferenceCost.Tests.Execution;

/// <summary>The bundled models' multiply-accumulates, as the recipe counted them in the networks that were trained.</summary>
public sealed class GraphShapesTests
{
    private static readonly FamilyDefinition Family =
        FamilyFile.Load(Path.Combine(ModelsFolder.Find(null, null, AppContext.BaseDirectory), "fashion-mnist"));

    [Theory]
    [InlineData("teacher", 36_353_792)]
    [InlineData("res-256k", 14_677_520)]
    [InlineData("plain-95k", 7_452_416)]
    [InlineData("plain-24k", 1_919_872)]
    [InlineData("separable-8k", 450_496)]
    public void Bundled_models_cost_what_their_recipe_counted(string model, long macs)
    {
        var file = OnnxModelFile.Read(Family.PathOf(Family.Models.First(item => item.Id == model).File));
        var count = MacCount.Of(GraphShapes.Infer(file, new Dictionary<string, IReadOnlyList<long>> { [file.Model.Graph.Input[0].Name] = [1, 1, 28, 28] }));
        Assert.Empty(count.Uncounted);
        Assert.Equal(macs, count.Total);
    }
}
