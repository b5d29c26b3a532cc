using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>One made-up input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Constant">The value of all its elements, where one was given.</param>
/// <param name="IsState">Whether it starts at zero.</param>
internal sealed record SyntheticInput(string Name, TensorElementType Type, InputShape Shape, string? Constant, bool IsState)
{
    /// <summary>Token ids below this exist in every published vocabulary, so that no look-up fails.</summary>
    private const int IntegersBelow = 100;

    /// <summary>How many rows the smallest table has that the values look into; null where none is known.</summary>
    public long? IndexBound { get; init; }

    /// <summary>The values for a batch.</summary>
    public InputTensor Make(int batch, int seed)
    {
        var shape = Shape.At(batch);
        var count = checked((int)shape.Aggregate(1L, (product, size) => checked(product * size)));
        if (Type == TensorElementType.String)
        {
            return new InputTensor(Name, Type, shape, [], [.. Enumerable.Repeat(Constant ?? "text", count)]);
        }

        var random = new Random(seed);
        return new InputTensor(Name, Type, shape, Elements(count, random));
    }

    private byte[] Elements(int count, Random random) => Type switch
    {
        TensorElementType.Float => Fill(count, () => (float)Real(random)),
        TensorElementType.Double => Fill(count, () => Real(random)),
        TensorElementType.Float16 => Fill(count, () => (Half)Real(random)),
        TensorElementType.BFloat16 => Fill(count, () => BFloat16((float)Real(random))),
        TensorElementType.Int8 => Fill(count, () => (sbyte)Integer(random)),
        TensorElementType.Int16 => Fill(count, () => (short)Integer(random)),
        TensorElementType.Int32 => Fill(count, () => (int)Integer(random)),
        TensorElementType.Int64 => Fill(count, () => Integer(random)),
        TensorElementType.UInt8 => Fill(count, () => (byte)Integer(random)),
        TensorElementType.UInt16 => Fill(count, () => (ushort)Integer(random)),
        TensorElementType.UInt32 => Fill(count, () => (uint)Integer(random)),
        TensorElementType.UInt64 => Fill(count, () => (ulong)Integer(random)),
        TensorElementType.Bool => Fill(count, () => (byte)(Constant is not { } text || Truth(text) ? 1 : 0)),
        _ => throw new InputException($"input '{Name}': elements of type {Type} cannot be made up", "give real inputs with --inputs"),
    };

    /// <summary>
    /// Uniform in 0 to 1, as images and spectra are: never subnormal in practice, and never the zero that a sparse kernel would skip.
    /// </summary>
    private double Real(Random random) => IsState ? 0 : Constant is { } text ? Parse(text) : random.NextDouble();

    /// <summary>Small and not negative, as token ids are; a mask lets everything through.</summary>
    private long Integer(Random random) => IsState ? 0
        : Constant is { } text ? (long)Parse(text)
        : Name.Contains("mask", StringComparison.OrdinalIgnoreCase) ? 1
        : Name.Contains("token_type", StringComparison.OrdinalIgnoreCase) ? 0
        : random.Next((int)Math.Min(IntegersBelow, IndexBound ?? IntegersBelow));

    private double Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InputException($"--value {Name}={text}: not a number", "give a number");

    private bool Truth(string text) => bool.TryParse(text, out var truth)
        ? truth
        : throw new InputException($"--value {Name}={text}: neither true nor false", "give true or false");

    private static ushort BFloat16(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);

    private static byte[] Fill<T>(int count, Func<T> value)
        where T : unmanaged
    {
        var elements = new T[count];
        for (var i = 0; i < count; i++)
        {
            elements[i] = value();
        }

        return MemoryMarshal.AsBytes(elements.AsSpan()).ToArray();
    }
}
