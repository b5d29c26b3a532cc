using System.Globalization;
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
            throw NoRows(output, workload.OutputShapes[output], count, columns);
        }

        AreWhole = ElementConversion.IsWhole(type);
        var wanted = Math.Min(count, items - first) * columns;
        if (wanted > 0)
        {
            ElementConversion.ToSingles(
                type, bytes[..(wanted * ElementConversion.BytesOf(type))], Values.AsSpan(first * columns, wanted));
        }
    }

    /// <summary>How far these numbers are from those of another provider, where no class is told of them.</summary>
    public ScoreDifference Against(CollectedRows other) => new(OutputDifference.Compute(other.Values, Values), OtherClass: 0);

    /// <summary>Refuses numbers that are not finite; minus infinity, with which scores are masked, may be allowed.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="allowMasked">Whether it is.</param>
    /// <exception cref="InputException">One is not.</exception>
    public void RequireFinite(string model, bool allowMasked)
    {
        var wrong = Array.FindIndex(
            Values, value => !float.IsFinite(value) && !(allowMasked && float.IsNegativeInfinity(value)));
        if (wrong >= 0)
        {
            var reason = NotFiniteOutput.Of(model, (wrong / columns).ToString(CultureInfo.InvariantCulture));
            throw new InputException(reason.Message, reason.Fix);
        }
    }

    /// <summary>Rows that are missing would be taken for rows of zeros, and those of another axis for other items.</summary>
    /// <param name="output">The output.</param>
    /// <param name="shape">What it gave.</param>
    /// <param name="count">How many items the call had.</param>
    /// <param name="columns">Numbers of a single item.</param>
    public static InputException NoRows(string output, long[] shape, int count, int columns) => new(
        FormattableString.Invariant($"output '{output}' gave shape [{string.Join(',', shape)}] for a call of {count} items, and ")
        + FormattableString.Invariant($"{columns} {(columns == 1 ? "number" : "numbers")} for a single item"),
        $"answers are read one row an item: export the model so, or leave the output out: --answer {output}=none");

    /// <summary>How many numbers an item of a bound output has; null where it has no first axis of items.</summary>
    /// <param name="shape">Of a call with one item.</param>
    public static long? ColumnsOf(long[] shape) =>
        shape is [1, ..] ? shape.Skip(1).Aggregate(1L, (product, size) => checked(product * size)) : null;
}
