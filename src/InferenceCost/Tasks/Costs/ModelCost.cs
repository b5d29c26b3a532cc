using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using InferenceCost.Runtime.Analysis;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Costs;

/// <summary>What one call of a model costs at given shapes, known before it runs wherever the graph tells.</summary>
/// <param name="Shapes">The shapes of its inputs, by name.</param>
/// <param name="Notes">What had to be assumed about them.</param>
/// <param name="Macs">The multiply-accumulates of one call.</param>
public sealed record ModelCost(IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes, IReadOnlyList<string> Notes, MacCount Macs)
{
    /// <summary>The cost at stated shapes.</summary>
    /// <exception cref="InputException">The runtime refuses the model, or the shapes do not fit it.</exception>
    public static ModelCost At(
        OnnxModelFile file, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, IReadOnlyList<string>? customOperators = null) =>
        new(shapes, [], MacCount.Sum(GraphShapes.Infer(file, shapes, customOperators)));

    /// <summary>The cost of a graph that was not written yet.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static ModelCost At(GraphDefinition graph, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes) =>
        new(shapes, [], MacCount.Sum(GraphShapes.Infer(graph, shapes)));

    /// <summary>The cost of one item at the shapes that <c>run</c> would choose for a model that no family describes.</summary>
    /// <exception cref="InputException">As above, or an option names what the model does not have.</exception>
    public static ModelCost OfOneItem(OnnxModelFile file, SyntheticOptions options)
    {
        var (inputs, outputs) = GraphShapes.Signature(file);
        var chosen = SyntheticInputs.For(inputs, outputs, options, InputSource.Seed);
        var cost = OfCall(file, chosen.Batch(0, 1));
        return cost with { Notes = [.. chosen.Notes, .. cost.Notes] };
    }

    /// <summary>
    /// The cost of a call with these inputs. Where the graph alone does not tell it, the model is run once and what ran is counted, which
    /// is then true for these values.
    /// </summary>
    /// <exception cref="InputException">The runtime refuses the model, or the shapes do not fit it.</exception>
    public static ModelCost OfCall(
        OnnxModelFile file, IReadOnlyList<InputTensor> inputs, IReadOnlyList<string>? customOperators = null)
    {
        var shapes = inputs.ToDictionary(tensor => tensor.Name, tensor => (IReadOnlyList<long>)tensor.Shape);
        InputException? refused = null;
        try
        {
            var foretold = At(file, shapes, customOperators);
            if (!foretold.Macs.Uncounted.Any(item => item.Reason is MacCount.RunTells or MacCount.ShapeUnknown))
            {
                return foretold;
            }
        }
        catch (InputException error)
        {
            refused = error;
        }

        try
        {
            return new(
                shapes,
                ["multiply-accumulates are those of one call that was run, since the graph alone does not tell what runs"],
                MacCount.Sum(ProfiledShapes.Run(file, inputs, customOperators)));
        }
        catch (InputException) when (refused is not null)
        {
            throw refused;
        }
    }
}
