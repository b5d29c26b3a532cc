using InferenceCost.Onnx.Schema;
using Kind = InferenceCost.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace InferenceCost.Onnx.Writing;

/// <summary>Makes the attributes of nodes.</summary>
public static class NodeAttribute
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    /// <summary>A floating-point number.</summary>
    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    /// <summary>A word.</summary>
    public static AttributeProto Of(string name, string value) => new() { Name = name, Type = Kind.String, S = Google.Protobuf.ByteString.CopyFromUtf8(value) };

    /// <summary>A list of whole numbers.</summary>
    public static AttributeProto Of(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (var value in values)
        {
            attribute.Ints.Add(value);
        }

        return attribute;
    }
}
