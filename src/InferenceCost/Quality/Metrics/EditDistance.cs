namespace InferenceCost.Quality.Metrics;

/// <summary>
/// How many tokens must be inserted, deleted or replaced to make one sequence the other (Levenshtein; Wagner and Fischer, Journal of the
/// ACM 21, 1974).
/// </summary>
internal static class EditDistance
{
    /// <summary>The distance.</summary>
    public static int Compute<T>(ReadOnlySpan<T> given, ReadOnlySpan<T> sought)
        where T : IEquatable<T>
    {
        // What both begin and end with costs nothing, and answers are mostly right.
        var same = given.CommonPrefixLength(sought);
        given = given[same..];
        sought = sought[same..];
        while (!given.IsEmpty && !sought.IsEmpty && given[^1].Equals(sought[^1]))
        {
            given = given[..^1];
            sought = sought[..^1];
        }

        var row = new int[sought.Length + 1];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        foreach (var token in given)
        {
            var diagonal = row[0]++;
            for (var column = 1; column < row.Length; column++)
            {
                var replaced = diagonal + (token.Equals(sought[column - 1]) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, 1 + Math.Min(row[column], row[column - 1]));
            }
        }

        return row[^1];
    }
}
