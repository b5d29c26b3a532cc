namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>What a comparison by influences needs to know of two models.</summary>
/// <param name="Teacher">The teacher's influences.</param>
/// <param name="Student">The student's, of the same items.</param>
/// <param name="Changes">By how much the answer to an item differs, in any unit: 0 where it does not.</param>
/// <param name="Method">How its interval is called.</param>
internal sealed record InfluencePair(Influences Teacher, Influences Student, double[] Changes, string Method = InfluencePair.UsualMethod)
{
    /// <summary>How an interval from influences is called where it has no name of its own.</summary>
    public const string UsualMethod = "influence t";

    /// <summary>
    /// How many items the metric rests on, where some tell more than others, as those of the rarer class; null where all tell alike.
    /// </summary>
    public int? Evidence { get; init; }

    /// <summary>
    /// How far the metric can move at most where that share of the items has other answers; null where nothing bounds it.
    /// </summary>
    public Func<double, double?> Reach { get; init; } = _ => null;

    /// <summary>
    /// By how much answers differ that also move the metric: twice the teacher's numbers are the same order, and tell nothing.
    /// </summary>
    public static double[] Differences(double[] teacher, double[] student, Influences own, Influences other) =>
        [.. Enumerable.Range(0, teacher.Length).Select(item => own.Of[item] == other.Of[item] ? 0 : student[item] - teacher[item])];
}
