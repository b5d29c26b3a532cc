using System.Buffers;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Tasks.Classification;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Gate.Answers;

/// <summary>One output of both sides, compared call by call.</summary>
/// <param name="name">The output's name.</param>
/// <param name="hasClasses">Whether it may hold a row of class scores for each item.</param>
internal sealed class OutputComparison(string name, bool hasClasses)
{
    private readonly List<double> gaps = [];
    private TensorElementType? type;
    private string? fault;
    private bool hasRows;
    private long values;
    private long notFinite;
    private long unequal;
    private double largest;
    private double scale;
    private long? item;

    /// <summary>Takes the output of one call.</summary>
    /// <param name="own">The base's; null where it has none.</param>
    /// <param name="other">The head's.</param>
    /// <param name="first">The first item of the call.</param>
    /// <param name="batch">How many items the call has.</param>
    public void Add(AnsweredOutput? own, AnsweredOutput? other, long first, int batch)
    {
        type ??= own?.Type;
        fault ??= Fault(own, other);
        if (fault is not null || own?.Type is not { } element)
        {
            return;
        }

        var perItem = own.Shape is [var items, ..] && items == batch;
        if (!Numbers.IsReal(element))
        {
            AddWhole(own, other!, at => first + (perItem ? at * batch / Math.Max(1, Count(own, element)) : 0));
            return;
        }

        var count = (int)Count(own, element);
        var (ours, theirs) = (ArrayPool<double>.Shared.Rent(count), ArrayPool<double>.Shared.Rent(count));
        Numbers.Widen(element, own.Bytes, ours.AsSpan(0, count));
        Numbers.Widen(element, other!.Bytes, theirs.AsSpan(0, count));
        AddReal(ours.AsSpan(0, count), theirs.AsSpan(0, count), at => first + (perItem ? (long)at * batch / count : 0));
        if (hasClasses && ClassRow.Columns(own.Shape, batch) is { } classes and > 1)
        {
            hasRows = true;
            AddClasses(ours.AsSpan(0, count), theirs.AsSpan(0, count), classes);
        }

        ArrayPool<double>.Shared.Return(ours);
        ArrayPool<double>.Shared.Return(theirs);
    }

    /// <summary>What came out, judged.</summary>
    public ComparedOutput Judge(AnswerTerms terms)
    {
        var isReal = fault is null && type is { } element && Numbers.IsReal(element);
        int? changed = hasRows ? gaps.Count(gap => gap > terms.Tolerance * scale) : null;
        // Sixteen bits and fewer have no usual tolerance, whatever the weights are stored in.
        var isJudged = terms.AreJudged
            && (terms.Asked is not null || !isReal || type is TensorElementType.Float or TensorElementType.Double);
        var differs = unequal > 0 || largest > terms.Tolerance * scale || changed > 0;
        return new ComparedOutput
        {
            Name = name,
            Verdict = fault is not null || notFinite > 0 ? AnswersVerdict.Different
                : type is null ? AnswersVerdict.NotCompared
                : isJudged ? differs ? AnswersVerdict.Different : AnswersVerdict.Same
                : unequal > 0 || largest > 0 ? AnswersVerdict.NotJudged : AnswersVerdict.Same,
            Type = type is { } known ? ElementTypes.Name(known) : null,
            Fault = fault,
            Values = values,
            LargestDifference = isReal ? largest : null,
            LargestValue = isReal ? scale : null,
            Item = item,
            NotFinite = notFinite,
            Unequal = fault is null && type is not null && !isReal ? unequal : null,
            ChangedClasses = changed,
        };
    }

    private static string? Fault(AnsweredOutput? own, AnsweredOutput? other) =>
        own is null ? "the base has no such output"
        : other is null ? "the head has no such output"
        : own.Type != other.Type ? $"{Kind(own)} in the base, {Kind(other)} in the head"
        : !own.Shape.AsSpan().SequenceEqual(other.Shape) ? $"shape {Shape(own)} in the base, {Shape(other)} in the head"
        : null;

    private static string Kind(AnsweredOutput output) => output.Type is { } type ? ElementTypes.Name(type) : "no tensor";

    private static string Shape(AnsweredOutput output) =>
        $"[{string.Join(',', output.Shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>Values of a size of whole bytes; of others (texts, four bits) the output is one.</summary>
    private static long Count(AnsweredOutput output, TensorElementType type) =>
        ElementTypes.Bits(type) is { } bits && bits % 8 == 0 ? output.Bytes.Length / (bits / 8) : 1;

    private void AddWhole(AnsweredOutput own, AnsweredOutput other, Func<long, long> itemOf)
    {
        var count = Count(own, own.Type!.Value);
        values += count;
        if (own.Bytes.AsSpan().SequenceEqual(other.Bytes))
        {
            return;
        }

        var width = count > 1 ? (int)(own.Bytes.Length / count) : 0;
        for (var at = 0; at < count; at++)
        {
            if (width == 0 || !own.Bytes.AsSpan(at * width, width).SequenceEqual(other.Bytes.AsSpan(at * width, width)))
            {
                unequal++;
                item ??= itemOf(at);
            }
        }
    }

    private void AddReal(ReadOnlySpan<double> own, ReadOnlySpan<double> other, Func<int, long> itemOf)
    {
        values += own.Length;
        for (var at = 0; at < own.Length; at++)
        {
            var (one, second) = (own[at], other[at]);
            if (!double.IsFinite(one) || !double.IsFinite(second))
            {
                if (!one.Equals(second))
                {
                    notFinite++;
                }

                continue;
            }

            scale = Math.Max(scale, Math.Abs(one));
            if (Math.Abs(one - second) is var difference && difference > largest)
            {
                (largest, item) = (difference, itemOf(at));
            }
        }
    }

    private void AddClasses(ReadOnlySpan<double> own, ReadOnlySpan<double> other, int classes)
    {
        for (var start = 0; start < own.Length; start += classes)
        {
            var row = own.Slice(start, classes);
            var best = TensorPrimitives.IndexOfMax(row);
            if (best != TensorPrimitives.IndexOfMax(other.Slice(start, classes)))
            {
                gaps.Add(row[best] - Math.Max(Largest(row[..best]), Largest(row[(best + 1)..])));
            }
        }
    }

    private static double Largest(ReadOnlySpan<double> row) => row.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(row);

    /// <summary>Floating-point numbers of every width as doubles.</summary>
    private static class Numbers
    {
        public static bool IsReal(TensorElementType type) => type
            is TensorElementType.Float or TensorElementType.Double or TensorElementType.Float16 or TensorElementType.BFloat16;

        public static void Widen(TensorElementType type, ReadOnlySpan<byte> bytes, Span<double> values)
        {
            switch (type)
            {
                case TensorElementType.Float:
                    TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, float>(bytes), values);
                    break;
                case TensorElementType.Float16:
                    TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, Half>(bytes), values);
                    break;
                case TensorElementType.BFloat16:
                    var halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                    for (var at = 0; at < halves.Length; at++)
                    {
                        values[at] = BitConverter.UInt32BitsToSingle((uint)halves[at] << 16);
                    }

                    break;
                default:
                    MemoryMarshal.Cast<byte, double>(bytes).CopyTo(values);
                    break;
            }
        }
    }
}
