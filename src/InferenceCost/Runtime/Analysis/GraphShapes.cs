using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Onnx.Writing;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Analysis;

/// <summary>
/// The shapes that the nodes of a model work on at given input shapes. ONNX Runtime infers them from a copy of the graph without
/// weights, in which every value that matters is an output: milliseconds whatever the model's size, and right for every operator that
/// the runtime knows.
/// </summary>
public static class GraphShapes
{
    /// <summary>The nodes of the main graph that are not free of cost, with the shapes of their inputs and outputs.</summary>
    /// <param name="file">The model.</param>
    /// <param name="inputs">The shape of every input, by name; what is not named keeps the shape that the model states.</param>
    /// <param name="customOperators">Libraries of operators; null for none.</param>
    /// <exception cref="InputException">The runtime refuses the model, or shapes that do not fit it.</exception>
    public static IReadOnlyList<NodeCall> Infer(
        OnnxModelFile file, IReadOnlyDictionary<string, IReadOnlyList<long>> inputs, IReadOnlyList<string>? customOperators = null) =>
        Infer(file.Path, InlinedFunctions.In(WeightlessModel.Strip(file, inputs)), customOperators);

    /// <summary>The same of a graph that was not written yet.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static IReadOnlyList<NodeCall> Infer(GraphDefinition graph, IReadOnlyDictionary<string, IReadOnlyList<long>> inputs) =>
        Infer(graph.Name, WeightlessModel.Strip(graph, inputs), customOperators: null);

    private static List<NodeCall> Infer(string name, ModelProto model, IReadOnlyList<string>? customOperators)
    {
        var nodes = model.Graph.Node.Where(node => !OperatorCosts.IsFree(NodeCall.NameOf(node))).ToList();
        var shapes = model.Graph.Initializer.ToDictionary(tensor => tensor.Name, tensor => (long[]?)[.. tensor.Dims]);
        WeightlessModel.Expose(model.Graph, nodes.SelectMany(node => node.Input.Concat(node.Output)));
        using var session = Open(name, model, customOperators);
        foreach (var (known, value) in session.InputMetadata.Concat(session.OutputMetadata))
        {
            shapes[known] = value.IsTensor && Array.TrueForAll(value.Dimensions, size => size >= 0)
                ? Array.ConvertAll(value.Dimensions, size => (long)size)
                : null;
        }

        return [.. nodes.Select(node => new NodeCall(
            node, [.. node.Input.Select(name => shapes.GetValueOrDefault(name))],
            [.. node.Output.Select(name => shapes.GetValueOrDefault(name))]))];
    }

    /// <summary>What the runtime says of a model's inputs and outputs, without loading its weights.</summary>
    /// <exception cref="InputException">The runtime refuses the model.</exception>
    public static (IReadOnlyDictionary<string, NodeMetadata> Inputs, IReadOnlyDictionary<string, NodeMetadata> Outputs) Signature(
        OnnxModelFile file)
    {
        using var session = Open(file.Path, WeightlessModel.Strip(file, new Dictionary<string, IReadOnlyList<long>>()), null);
        var inputs = OnnxSignature.Read(file.Model).Inputs.ToDictionary(input => input.Name, input => session.InputMetadata[input.Name]);
        return (inputs, session.OutputMetadata);
    }

    private static InferenceSession Open(string path, ModelProto model, IReadOnlyList<string>? customOperators)
    {
        using var options = new SessionOptions
        {
            // Shapes are often computed from other shapes: folding constants is what makes those known.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        OperatorLibraries.Register(options, customOperators);
        try
        {
            return new InferenceSession(model.ToByteArray(), options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{path}: ONNX Runtime cannot tell the shapes: {RuntimeMessage.OneLine(error.Message)}",
                "check the shapes given with --dim and --shape, and that this version of ONNX Runtime supports the model's operators",
                error);
        }
    }
}
