using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Converting;

/// <summary>A weight in few bits.</summary>
/// <param name="Numbers">Its numbers as the file holds them.</param>
/// <param name="Scales">What they are multiplied with; empty in half precision.</param>
internal sealed record Rounded(byte[] Numbers, float[] Scales);

/// <summary>Keeps the weight that was rounded last: its numbers and scales are written one after the other.</summary>
internal sealed class LastRounded
{
    private (RoundedWeight? Of, Rounded? Result) last;

    /// <summary>The weight in few bits, rounded anew where it is not the last.</summary>
    public Rounded Round(RoundedWeight weight)
    {
        if (last.Of != weight)
        {
            // Nothing holds the one before while the next is made.
            last = default;
            last = (weight, weight.Make());
        }

        return last.Result!;
    }
}

/// <summary>A weight that is read and rounded when it is its turn to be written, so that few are in memory at once.</summary>
/// <param name="source">The stored tensor, of single precision.</param>
/// <param name="external">Where its values may lie.</param>
/// <param name="round">Rounds all its values.</param>
/// <param name="last">Shared by all weights of a model.</param>
internal sealed class RoundedWeight(TensorProto source, ExternalData external, Func<float[], Rounded> round, LastRounded last)
{
    /// <summary>It in few bits.</summary>
    public Rounded Round() => last.Round(this);

    internal Rounded Make()
    {
        var values = new float[TensorSize.Elements(source)];
        var filled = 0;
        foreach (var chunk in TensorContent.Chunks(source, external))
        {
            chunk.Span.CopyTo(MemoryMarshal.AsBytes(values.AsSpan())[filled..]);
            filled += chunk.Length;
        }

        return round(values);
    }
}
