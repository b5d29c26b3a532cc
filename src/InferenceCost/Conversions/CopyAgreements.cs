using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Conversions;

/// <summary>Gives the same inputs to two models and compares what they answer.</summary>
internal static class CopyAgreements
{
    /// <summary>Compares the answers.</summary>
    /// <param name="original">The original.</param>
    /// <param name="copy">The copy, which has the same inputs and outputs.</param>
    /// <param name="item">Makes the input of an index.</param>
    /// <param name="count">How many inputs.</param>
    /// <param name="cancellation">Stops it between inputs.</param>
    public static CopyAgreement Count(
        LoadedModel original, LoadedModel copy, Func<int, IReadOnlyList<InputTensor>> item, int count, CancellationToken cancellation)
    {
        var (rows, same) = (0L, 0L);
        OutputDifference? worst = null;
        for (var index = 0; index < count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var input = item(index);
            using var before = BoundWorkload.Bind(original, input);
            using var after = BoundWorkload.Bind(copy, input);

            // Binding learns the shapes of the outputs from a call of its own; the next one fills the buffers.
            before.Run();
            after.Run();
            worst = OutputDifference.Larger(worst, OutputDifference.Compute(before, after));
            foreach (var name in before.OutputTypes.Where(output => output.Value == TensorElementType.Float).Select(output => output.Key))
            {
                if (before.OutputShapes[name] is [.., > 1 and var width] && after.OutputTypes.TryGetValue(name, out var type)
                    && type == TensorElementType.Float && after.OutputShapes[name].SequenceEqual(before.OutputShapes[name]))
                {
                    var (ofRows, ofSame) = Largest(before.Output(name), after.Output(name), (int)width);
                    (rows, same) = (rows + ofRows, same + ofSame);
                }
            }
        }

        return new CopyAgreement(count, rows, same, worst);
    }

    private static (int Rows, int Same) Largest(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, int width)
    {
        var before = MemoryMarshal.Cast<byte, float>(one);
        var after = MemoryMarshal.Cast<byte, float>(other);
        var same = 0;
        for (var start = 0; start < before.Length; start += width)
        {
            var (place, ofCopy) = (
                TensorPrimitives.IndexOfMax(before.Slice(start, width)), TensorPrimitives.IndexOfMax(after.Slice(start, width)));
            same += place == ofCopy ? 1 : 0;
        }

        return (before.Length / width, same);
    }
}
