using InferenceCost.Onnx.Schema;
using Kind = InferenceCost.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace InferenceCost.Onnx.Writing;

/// <summary>Makes the attributes of nodes.</summary>
public static class NodeAttributes
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    /// <summary>A floating-point number.</summary>
    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    /// <summary>The int64 zero that ConstantOfShape fills its result with.</summary>
    public static AttributeProto Zero(string name)
    {
        var zero = new TensorProto { DataType = (int)TensorProto.Types.DataType.Int64, RawData = Google.Protobuf.ByteString.CopyFrom(
            new byte[sizeof(long)]) };
        zero.Dims.Add(1);
        return new AttributeProto { Name = name, Type = Kind.Tensor, T = zero };
    }

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
