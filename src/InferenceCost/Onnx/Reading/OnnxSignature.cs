using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>What a caller of a model must know: its inputs and outputs.</summary>
/// <param name="Inputs">The inputs that must be fed: without those that old models list although an initialiser gives their value.</param>
/// <param name="Outputs">The outputs, in the graph's order.</param>
public sealed record OnnxSignature(IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs)
{
    /// <summary>The signature of a parsed model.</summary>
    public static OnnxSignature Read(ModelProto model)
    {
        var given = model.Graph.Initializer.Select(tensor => tensor.Name)
            .Concat(model.Graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? ""))
            .ToHashSet();
        var bounds = IndexBounds.Find(model.Graph);
        var origins = OutputOrigins.Of(model.Graph);
        var classes = OutputClasses.Of(model.Graph);
        return new OnnxSignature(
            [.. model.Graph.Input.Where(input => !given.Contains(input.Name))
                .Select(input => OnnxValue.Of(input) with { IndexBound = bounds.TryGetValue(input.Name, out var bound) ? bound : null })],
            [.. model.Graph.Output.Select(output => OnnxValue.Of(output) with
            {
                Origin = origins.Origin(output.Name),
                Classes = classes.Find(output.Name),
            })]);
    }
}
