using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>What has to be known of a tensor's values to draw others in their place.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation (divided by n); 0 where all are equal, not finite where one of them is not.</param>
/// <param name="Lowest">The smallest.</param>
/// <param name="Highest">The largest.</param>
internal readonly record struct TensorMoments(double Mean, double Deviation, double Lowest, double Highest)
{
    // A multiple of every element's size, and little enough to be copied.
    private const int PieceBytes = 1 << 16;

    /// <summary>Reads a tensor of float16, float32 or float64 once, a piece at a time.</summary>
    public static TensorMoments Compute(TensorProto tensor, ExternalData external)
    {
        var (count, mean, squares, lowest, highest) = (0L, 0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in Values(tensor, external))
        {
            // Welford's update, which does not subtract large sums from each other (Technometrics 4, 1962, 419-420).
            count++;
            var distance = value - mean;
            mean += distance / count;
            squares += distance * (value - mean);
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }

        return new TensorMoments(mean, Math.Sqrt(squares / count), lowest, highest);
    }

    private static IEnumerable<double> Values(TensorProto tensor, ExternalData external)
    {
        foreach (var chunk in TensorContent.Chunks(tensor, external))
        {
            for (var start = 0; start < chunk.Length; start += PieceBytes)
            {
                foreach (var value in Widened(
                    (TensorElementType)tensor.DataType, chunk.Span[start..Math.Min(chunk.Length, start + PieceBytes)]))
                {
                    yield return value;
                }
            }
        }
    }

    private static double[] Widened(TensorElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorElementType.Float => Widened(MemoryMarshal.Cast<byte, float>(bytes)),
        TensorElementType.Float16 => Widened(MemoryMarshal.Cast<byte, Half>(bytes)),
        _ => MemoryMarshal.Cast<byte, double>(bytes).ToArray(),
    };

    private static double[] Widened<T>(ReadOnlySpan<T> values)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var doubles = new double[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertChecked(values, doubles);
        return doubles;
    }
}
