using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Agreement;

/// <summary>
/// How far two models give the same numbers to the same items, where nobody knows which are right: by whatever the shapes of their outputs
/// allow.
/// </summary>
internal sealed record RowAgreement
{
    /// <summary>How many first ones of a row are compared, where a row has more.</summary>
    public const int First = 5;

    /// <summary>How many items were compared.</summary>
    public required int Items { get; init; }

    /// <summary>The cosine of each item's rows; null where rows have other lengths.</summary>
    public double[]? Cosines { get; init; }

    /// <summary>The largest difference of two numbers at the same place; null likewise.</summary>
    public double? LargestDifference { get; init; }

    /// <summary>The mean share of a row's highest numbers that are among the highest of both; null for short rows.</summary>
    public double? FirstShared { get; init; }

    /// <summary>The rank correlation of the cosines that pairs of items have in either model; null for fewer than three items.</summary>
    public double? PairCorrelation { get; init; }

    /// <summary>Compares the rows of two models.</summary>
    public static RowAgreement Compute(OutputRows teacher, OutputRows student)
    {
        var items = Math.Min(teacher.Items, student.Items);
        var plain = new RowAgreement { Items = items, PairCorrelation = PairedCosines.Correlate(teacher, student, items) };
        if (teacher.Columns != student.Columns)
        {
            return plain;
        }

        var columns = teacher.Columns;
        var (cosines, largest, shared) = (new double[items], 0.0, 0.0);
        for (var item = 0; item < items; item++)
        {
            var own = teacher.Values.AsSpan(item * columns, columns);
            var other = student.Values.AsSpan(item * columns, columns);
            cosines[item] = PairedCosines.Cosine(own, other);
            largest = Math.Max(largest, Largest(own, other));
            shared += columns > First ? Shared(own, other) : 0;
        }

        return plain with { Cosines = cosines, LargestDifference = largest, FirstShared = columns > First ? shared / items : null };
    }

    private static double Largest(ReadOnlySpan<float> own, ReadOnlySpan<float> other)
    {
        var largest = 0.0;
        for (var k = 0; k < own.Length; k++)
        {
            // Of two masked scores, both minus infinity, there is no difference.
            largest = own[k] == other[k] ? largest : Math.Max(largest, Math.Abs(own[k] - (double)other[k]));
        }

        return largest;
    }

    private static double Shared(ReadOnlySpan<float> own, ReadOnlySpan<float> other) =>
        (double)Highest(own).Intersect(Highest(other)).Count() / First;

    /// <summary>Their places, found in one walk: rows may have millions of numbers.</summary>
    private static int[] Highest(ReadOnlySpan<float> row)
    {
        var places = new List<int>(First + 1);
        for (var k = 0; k < row.Length; k++)
        {
            var place = places.Count;
            while (place > 0 && row[k] > row[places[place - 1]])
            {
                place--;
            }

            if (place < First)
            {
                places.Insert(place, k);
                places.RemoveRange(Math.Min(places.Count, First), Math.Max(0, places.Count - First));
            }
        }

        return [.. places];
    }
}
