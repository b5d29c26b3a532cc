using InferenceCost.Foundation;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Contract;

/// <summary>The numbers of an output, one row for each item, as they come out of a model.</summary>
/// <param name="output">The output's name.</param>
/// <param name="items">How many items there are.</param>
/// <param name="columns">Numbers an item.</param>
internal sealed class CollectedRows(string output, int items, int columns)
{
    /// <summary>Shape [items, columns], row by row.</summary>
    public float[] Values { get; } = new float[items * columns];

    /// <summary>How many items there are.</summary>
    public int Items => items;

    /// <summary>Numbers an item.</summary>
    public int Columns => columns;

    /// <summary>Whether the numbers are of an integer type; known once some were taken.</summary>
    public bool AreWhole { get; private set; }

    /// <summary>Takes those of a call; what is beyond the last item that is kept is left.</summary>
    /// <param name="workload">What was called.</param>
    /// <param name="first">The first item of the call.</param>
    /// <param name="count">How many items the call had.</param>
    /// <exception cref="InputException">The output does not hold one row for each of them.</exception>
    public void Take(BoundWorkload workload, int first, int count)
    {
        var type = workload.OutputTypes[output];
        var bytes = workload.Output(output);
        if (bytes.Length / ElementConversion.BytesOf(type) != (long)count * columns)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"output '{output}' gave shape [{string.Join(',', workload.OutputShapes[output])}] for a call of ")
                + FormattableString.Invariant($"{count} items, and {columns} {(columns == 1 ? "number" : "numbers")} for a single item"),
                $"answers are read one row an item: export the model so, or leave the output out: --answer {output}=none");
        }

        AreWhole = ElementConversion.IsWhole(type);
        var wanted = Math.Min(count, items - first) * columns;
        if (wanted > 0)
        {
            ElementConversion.ToSingles(
                type, bytes[..(wanted * ElementConversion.BytesOf(type))], Values.AsSpan(first * columns, wanted));
        }
    }

    /// <summary>How many numbers an item of a bound output has; null where it has no first axis of items.</summary>
    /// <param name="shape">Of a call with one item.</param>
    public static long? ColumnsOf(long[] shape) =>
        shape is [1, ..] ? shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size)) : null;
}
