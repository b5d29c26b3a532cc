using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Costs;

/// <summary>A node together with the shapes it works on. Parts of a shape that are not known make the whole shape unknown.</summary>
/// <param name="Node">The node: operator and attributes.</param>
/// <param name="Inputs">Shapes of its inputs by position; null where an optional input is left out or the shape is not known.</param>
/// <param name="Outputs">Shapes of its outputs, likewise.</param>
public sealed record NodeCall(NodeProto Node, IReadOnlyList<long[]?> Inputs, IReadOnlyList<long[]?> Outputs)
{
    private const string OnnxDomain = "ai.onnx";

    /// <summary><c>Conv</c>, or <c>domain:operator</c> outside ONNX's own domain.</summary>
    public string Operator => NameOf(Node);

    /// <summary>The name of a node's operator: <c>Conv</c>, or <c>domain:operator</c> outside ONNX's own domain.</summary>
    public static string NameOf(NodeProto node) => node.Domain is "" or OnnxDomain ? node.OpType : $"{node.Domain}:{node.OpType}";

    /// <summary>The shape of an input; null where it is left out or not known.</summary>
    public long[]? Input(int position) => position < Inputs.Count ? Inputs[position] : null;

    /// <summary>The shape of an output; null where it is left out or not known.</summary>
    public long[]? Output(int position) => position < Outputs.Count ? Outputs[position] : null;

    /// <summary>True when the node names an input at this position, known or not.</summary>
    public bool HasInput(int position) => position < Node.Input.Count && Node.Input[position].Length > 0;

    /// <summary>A whole-number attribute, or its default.</summary>
    public long Whole(string attribute, long otherwise) => Node.Attribute.FirstOrDefault(item => item.Name == attribute)?.I ?? otherwise;

    /// <summary>A text attribute; empty where it is left out.</summary>
    public string Text(string attribute) => Node.Attribute.FirstOrDefault(item => item.Name == attribute)?.S.ToStringUtf8() ?? "";
}
