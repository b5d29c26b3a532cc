using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Measuring;

/// <summary>
/// The smallest model that still makes the runtime work: one convolution and one matrix product on sixteen numbers. What a process weighs
/// after loading and running it is the zero of every memory figure; before the run, the code pages of the kernels alone are missing.
/// </summary>
public static class NullModel
{
    private const string Input = "input";

    /// <summary>Builds the model as the bytes of an ONNX file.</summary>
    public static byte[] ToBytes() => ToBytes(
        [1, 4], Node("Conv", [Input, "kernel"], "convolved"), Node("Flatten", ["convolved"], "flat"),
        Node("MatMul", ["flat", "matrix"], "output"));

    /// <summary>The same without the convolution, for a provider that lacks its library (CUDA without cuDNN).</summary>
    public static byte[] WithoutConvolution() => ToBytes([1, 1, 4, 4], Node("MatMul", [Input, "matrix"], "output"));

    /// <summary>Its one input.</summary>
    public static InputTensor Item() => new(Input, TensorElementType.Float, [1, 1, 4, 4], new byte[16 * sizeof(float)]);

    private static byte[] ToBytes(long[] output, params NodeProto[] nodes)
    {
        var graph = new GraphProto { Name = "null" };
        graph.Input.Add(Value(Input, 1, 1, 4, 4));
        graph.Output.Add(Value("output", output));
        graph.Initializer.Add(Weights("kernel", 1, 1, 3, 3));
        graph.Initializer.Add(Weights("matrix", 4, 4));
        graph.Node.Add(nodes);
        var model = new ModelProto { IrVersion = 8, ProducerName = "InferenceCost", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        return model.ToByteArray();
    }

    private static NodeProto Node(string operation, string[] inputs, string output) =>
        new() { OpType = operation, Name = output, Input = { inputs }, Output = { output } };

    private static TensorProto Weights(string name, params long[] shape)
    {
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        return new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            Dims = { shape },
            FloatData = { Enumerable.Repeat(0.1f, count) },
        };
    }

    private static ValueInfoProto Value(string name, params long[] shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = new TensorShapeProto() };
        tensor.Shape.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }
}
