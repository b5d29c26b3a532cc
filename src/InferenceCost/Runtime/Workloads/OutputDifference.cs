using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Runtime.Workloads;

/// <summary>How far two sets of numbers are apart, one of which is the CPU's: a fast kernel that computes something else is seen.</summary>
/// <param name="Values">How many numbers were compared.</param>
/// <param name="Largest">The largest absolute difference; infinite where one is no number and the other is.</param>
/// <param name="Mean">The mean absolute difference.</param>
/// <param name="Scale">The largest absolute value of the CPU's numbers.</param>
public sealed record OutputDifference(long Values, double Largest, double Mean, double Scale)
{
    /// <summary>The difference of two arrays of equal length.</summary>
    public static OutputDifference Compute(ReadOnlySpan<float> cpu, ReadOnlySpan<float> other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Length, cpu.Length);
        double largest = 0, sum = 0, scale = 0;
        for (var i = 0; i < cpu.Length; i++)
        {
            var difference = cpu[i] == other[i] || (float.IsNaN(cpu[i]) && float.IsNaN(other[i])) ? 0 : Math.Abs((double)cpu[i] - other[i]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            largest = Math.Max(largest, difference);
            sum += difference;
            scale = Math.Max(scale, Math.Abs(float.IsNaN(cpu[i]) ? 0 : cpu[i]));
        }

        return new OutputDifference(cpu.Length, largest, cpu.Length == 0 ? 0 : sum / cpu.Length, scale);
    }

    /// <summary>The larger of two.</summary>
    public static OutputDifference? Larger(OutputDifference? one, OutputDifference? other) =>
        one?.Largest >= other?.Largest ? one : other ?? one;

    /// <summary>
    /// The difference over all floating-point outputs of two workloads of one model; null where it has none of one size in both.
    /// </summary>
    public static OutputDifference? Compute(BoundWorkload cpu, BoundWorkload other)
    {
        OutputDifference? all = null;
        foreach (var (name, type) in cpu.OutputTypes)
        {
            if (other.OutputTypes.TryGetValue(name, out var same) && same == type
                && cpu.OutputShapes[name].SequenceEqual(other.OutputShapes[name])
                && Floats(cpu.Output(name), type) is { } own && Floats(other.Output(name), type) is { } their)
            {
                var one = Compute(own, their);
                all = all is null ? one : new OutputDifference(
                    all.Values + one.Values, Math.Max(all.Largest, one.Largest),
                    ((all.Mean * all.Values) + (one.Mean * one.Values)) / (all.Values + one.Values), Math.Max(all.Scale, one.Scale));
            }
        }

        return all;
    }

    private static float[]? Floats(ReadOnlySpan<byte> bytes, TensorElementType type) => type switch
    {
        TensorElementType.Float => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
        TensorElementType.Float16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), value => (float)value),
        TensorElementType.Double => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), value => (float)value),
        _ => null,
    };
}
