using InferenceCost.Data;
using InferenceCost.Onnx;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;

namespace InferenceCost.Execution;

/// <summary>What one call of a model costs at given shapes, known before it runs.</summary>
/// <param name="Shapes">The shapes of its inputs, by name.</param>
/// <param name="Notes">What had to be assumed about them.</param>
/// <param name="Macs">The multiply-accumulates of one call.</param>
public sealed record ModelCost(IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes, IReadOnlyList<string> Notes, MacCount Macs)
{
    /// <summary>The cost at stated shapes.</summary>
    /// <exception cref="InputException">The runtime refuses the model, or the shapes do not fit it.</exception>
    public static ModelCost At(OnnxModelFile file, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes) =>
        new(shapes, [], MacCount.Of(GraphShapes.Infer(file, shapes)));

    /// <summary>The cost of a graph that was not written yet.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static ModelCost At(GraphDefinition graph, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes) =>
        new(shapes, [], MacCount.Of(GraphShapes.Infer(graph, shapes)));

    /// <summary>The cost of one item at the shapes that <c>run</c> would choose for a model that no family describes.</summary>
    /// <exception cref="InputException">As above, or an option names what the model does not have.</exception>
    public static ModelCost OfOneItem(OnnxModelFile file, SyntheticOptions options)
    {
        var (inputs, outputs) = GraphShapes.Signature(file);
        var chosen = SyntheticInputs.For(inputs, outputs, options, InputSource.Seed);
        var shapes = chosen.Batch(0, 1).ToDictionary(tensor => tensor.Name, tensor => (IReadOnlyList<long>)tensor.Shape);
        return At(file, shapes) with { Notes = chosen.Notes };
    }
}
