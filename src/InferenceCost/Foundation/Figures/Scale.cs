namespace InferenceCost.Foundation.Figures;

/// <summary>The unit of one column: one for all its rows, so that a reader compares numbers and not units.</summary>
/// <param name="Symbol">What stands in the column's heading.</param>
/// <param name="Size">How many base units it holds.</param>
internal sealed record Scale(string Symbol, double Size)
{
    private static readonly Scale[] Times = [new("ns", 1), new("us", 1e3), new("ms", 1e6), new("s", 1e9)];
    private static readonly Scale[] Sizes = [new("B", 1), new("kB", 1e3), new("MB", 1e6), new("GB", 1e9)];

    /// <summary>The unit for times given in nanoseconds.</summary>
    public static Scale OfNanoseconds(IEnumerable<double?> values) => Choose(Times, values);

    /// <summary>The unit for sizes given in bytes; decimal, as files are counted.</summary>
    public static Scale OfBytes(IEnumerable<double?> values) => Choose(Sizes, values);

    /// <summary>
    /// The unit for counts of multiply-accumulates: that of the largest, since a few more digits before the point do no harm.
    /// </summary>
    public static Scale OfMacs(IEnumerable<long?> values) => values.Max() switch
    {
        >= 10_000_000_000 => new("billions", 1e9),
        >= 1_000_000 => new("millions", 1e6),
        _ => new("thousands", 1e3),
    };

    /// <summary>The value in this unit, three significant digits.</summary>
    public string Format(double? value) => Figure.ThreeDigits(value / Size);

    /// <summary>
    /// The largest unit in which the smallest value is at least 1, or a larger one where the largest value would pass a million.
    /// </summary>
    private static Scale Choose(Scale[] units, IEnumerable<double?> values)
    {
        var present = values.OfType<double>().Where(double.IsFinite).Select(Math.Abs).Where(value => value > 0).ToList();
        if (present.Count == 0)
        {
            return units[0];
        }

        var readable = Array.FindLastIndex(units, unit => present.Min() >= unit.Size);
        var compact = Array.FindIndex(units, unit => present.Max() < 1e6 * unit.Size);
        return units[Math.Max(Math.Max(readable, 0), compact < 0 ? units.Length - 1 : compact)];
    }
}
