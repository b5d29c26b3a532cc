using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// The matrix of a linear layer rounded to 4 or 8 bits in blocks of 32 inputs of one output, as the operator MatMulNBits of ONNX Runtime
/// takes it (docs/ContribOperators.md there): the largest magnitude of a block becomes 7 or 127 steps, the zero lies in the middle of the
/// unsigned range (8 or 128, the operator's default), and a last block that inputs do not fill is filled with zeros.
/// It is the matrix that the same name and seed give in float32, rounded; nothing is drawn anew.
/// </summary>
/// <param name="Inputs">Inputs of the layer.</param>
/// <param name="Outputs">Outputs of the layer.</param>
/// <param name="Bits">4 or 8.</param>
/// <param name="OutputsFirst">Whether it is [outputs, inputs] in float32, not [inputs, outputs].</param>
/// <param name="Key">Seed and name.</param>
/// <param name="Values">The values in float32.</param>
internal sealed record QuantizedMatrix(long Inputs, long Outputs, int Bits, bool OutputsFirst, TensorKey Key, WeightValues Values)
{
    /// <summary>Inputs that share a scale.</summary>
    public const int BlockSize = 32;

    private long BlocksPerOutput => (Inputs + BlockSize - 1) / BlockSize;

    /// <summary>The packed numbers: [outputs, blocks, bytes of a block].</summary>
    public StreamedTensor Packed(string name) => new PackedNumbers(this, name);

    /// <summary>The scales: [outputs, blocks].</summary>
    public StreamedTensor Scales(string name, TensorElementType type) => new BlockScales(this, name, type);

    // One block of the float32 matrix, and what one step of its rounded numbers is worth.
    private float Block(long block, Span<float> content)
    {
        var (output, first) = (block / BlocksPerOutput, block % BlocksPerOutput * BlockSize);
        var filled = content[..(int)Math.Min(BlockSize, Inputs - first)];
        content.Clear();
        Values.Fill(Key, OutputsFirst ? output * Inputs + first : first * Outputs + output, OutputsFirst ? 1 : Outputs, filled);
        return Math.Abs(TensorPrimitives.MaxMagnitude(filled)) / ((1 << (Bits - 1)) - 1);
    }

    private sealed class PackedNumbers(QuantizedMatrix matrix, string name)
        : StreamedTensor(name, TensorElementType.UInt8, [matrix.Outputs, matrix.BlocksPerOutput, BlockSize * matrix.Bits / 8])
    {
        public override long Parameters => matrix.Inputs * matrix.Outputs;

        internal override int Granule => BlockSize * matrix.Bits / 8;

        internal override void Fill(long firstElement, Span<byte> target)
        {
            Span<float> content = stackalloc float[BlockSize];
            for (var done = 0; done < target.Length; done += Granule)
            {
                var step = matrix.Block((firstElement + done) / Granule, content);
                Round(content, step == 0 ? 0 : 1 / step, target.Slice(done, Granule));
            }
        }

        private void Round(Span<float> content, float perStep, Span<byte> target)
        {
            var middle = 1 << (matrix.Bits - 1);
            target.Clear();
            for (var i = 0; i < BlockSize; i++)
            {
                var number = (int)MathF.Round(content[i] * perStep) + middle;
                target[i * matrix.Bits / 8] |= (byte)(matrix.Bits == 8 ? number : number << (i % 2 * 4));
            }
        }
    }

    private sealed class BlockScales(QuantizedMatrix matrix, string name, TensorElementType type)
        : StreamedTensor(name, type, [matrix.Outputs, matrix.BlocksPerOutput])
    {
        public override long Parameters => 0;

        internal override void Fill(long firstElement, Span<byte> target)
        {
            Span<float> content = stackalloc float[BlockSize];
            for (var done = 0; done < target.Length; done += ElementTypes.Bytes(Type))
            {
                var step = matrix.Block(firstElement + done / ElementTypes.Bytes(Type), content);
                if (Type == TensorElementType.Float16)
                {
                    MemoryMarshal.Write(target[done..], (Half)step);
                }
                else
                {
                    MemoryMarshal.Write(target[done..], step);
                }
            }
        }
    }
}
