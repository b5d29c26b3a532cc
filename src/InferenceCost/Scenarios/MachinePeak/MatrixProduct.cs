using System.Runtime.InteropServices;
using InferenceCost.Onnx.Writing;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>
/// A graph of one product, [rows, inputs] times [inputs, outputs] in 32-bit numbers. The right side is a constant, so that the runtime
/// rearranges it while loading as it does with a model's weights.
/// </summary>
/// <param name="Rows">Rows of the left side; 1 makes every weight count once.</param>
/// <param name="Inputs">Columns of the left side.</param>
/// <param name="Outputs">Columns of the right side.</param>
internal sealed record MatrixProduct(int Rows, int Inputs, int Outputs)
{
    private const string Input = "input";

    /// <summary>Multiply-accumulates of a call.</summary>
    public long Macs => (long)Rows * Inputs * Outputs;

    /// <summary>Bytes of the right side.</summary>
    public long WeightBytes => (long)Inputs * Outputs * sizeof(float);

    /// <summary>The model as the bytes of an ONNX file.</summary>
    public byte[] ToBytes()
    {
        var graph = new OnnxGraphBuilder("matrix-product", seed: 1);
        var input = graph.Input(Input, TensorElementType.Float, Rows, Inputs);
        var weights = graph.Weight("weights", WeightValues.Computed(Ramp), Inputs, Outputs);
        graph.Output("output", graph.Root.Node("MatMul", input, weights), Rows, Outputs);
        return GraphFile.ToBytes(graph.Build());
    }

    /// <summary>Its one input.</summary>
    public InputTensor Item()
    {
        var bytes = new byte[(long)Rows * Inputs * sizeof(float)];
        MemoryMarshal.Cast<byte, float>(bytes.AsSpan()).Fill(0.5f);
        return new InputTensor(Input, TensorElementType.Float, [Rows, Inputs], bytes);
    }

    /// <summary>From -0.5 to 0.5, never a denormal: those are slow on some processors. Faster to make than random values.</summary>
    private static float Ramp(long index) => ((index & 1023) - 511.5f) / 1023;
}
