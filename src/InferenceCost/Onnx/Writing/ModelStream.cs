using System.Globalization;
using Google.Protobuf;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Writes the protobuf form of a model piece by piece. Every length that the format wants before its content follows from shapes, so no
/// weight has to exist before its turn.
/// </summary>
internal static class ModelStream
{
    // Field numbers times eight plus two (length-delimited): onnx.proto in Onnx/Schema.
    private const uint GraphTag = ModelProto.GraphFieldNumber << 3 | 2;
    private const uint InitializerTag = GraphProto.InitializerFieldNumber << 3 | 2;
    private const uint RawDataTag = TensorProto.RawDataFieldNumber << 3 | 2;

    public static void Write(IStreamedModel model, WeightLayout layout, string location, Stream stream, WeightCopier copier)
    {
        var skeleton = model.Skeleton();
        var headers = layout.Places.Select(place => Header(place.Weight, place.Offset, location)).ToArray();
        var sizes = layout.Places.Select((place, index) => TensorSize(headers[index], place.Weight, place.Offset)).ToArray();
        var graphSize = skeleton.CalculateSize() + sizes.Sum(size => Framed(size));

        using var output = new CodedOutputStream(stream, leaveOpen: true);
        model.Envelope().WriteTo(output);
        WriteStart(output, GraphTag, graphSize);
        skeleton.WriteTo(output);
        for (var index = 0; index < headers.Length; index++)
        {
            var (weight, offset) = layout.Places[index];
            WriteStart(output, InitializerTag, sizes[index]);
            headers[index].WriteTo(output);
            if (offset is null)
            {
                WriteStart(output, RawDataTag, weight.Bytes);
                output.Flush();
                copier.Copy(weight, stream);
            }
        }
    }

    private static TensorProto Header(StreamedTensor weight, long? offset, string location)
    {
        var header = new TensorProto { Name = weight.Name, DataType = (int)weight.Type };
        header.Dims.Add(weight.Shape);
        if (offset is long start)
        {
            header.DataLocation = TensorProto.Types.DataLocation.External;
            header.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
            header.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = start.ToString(CultureInfo.InvariantCulture) });
            header.ExternalData.Add(
                new StringStringEntryProto { Key = "length", Value = weight.Bytes.ToString(CultureInfo.InvariantCulture) });
        }

        return header;
    }

    private static long TensorSize(TensorProto header, StreamedTensor weight, long? offset) =>
        header.CalculateSize() + (offset is null ? Framed(weight.Bytes) : 0);

    // A tag below 16 times eight takes one byte, which all three have; then the length, then the content.
    private static long Framed(long size) => 1 + CodedOutputStream.ComputeUInt64Size((ulong)size) + size;

    private static void WriteStart(CodedOutputStream output, uint tag, long size)
    {
        output.WriteUInt32(tag);
        output.WriteUInt64((ulong)size);
    }
}
