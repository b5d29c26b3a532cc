namespace InferenceCost.Foundation.Text;

/// <summary>Puts the words that somebody may have meant first.</summary>
internal static class NearestWord
{
    private const int MostListed = 12;

    /// <summary>The words, nearest to <paramref name="written"/> first; equally near ones in alphabetical order.</summary>
    public static IEnumerable<string> Order(string written, IEnumerable<string> words) =>
        words.Distinct().OrderBy(word => Distance(written, word)).ThenBy(word => word, StringComparer.Ordinal);

    /// <summary>The words as a list for a message, nearest first, cut where nobody would read on.</summary>
    public static string List(string written, IEnumerable<string> words)
    {
        var ordered = Order(written, words).ToArray();
        var listed = string.Join(", ", ordered.Take(MostListed));
        return ordered.Length > MostListed ? FormattableString.Invariant($"{listed} and {ordered.Length - MostListed} more") : listed;
    }

    /// <summary>The list, with a guess before it where a word is near enough to be what was meant.</summary>
    public static string Suggest(string written, IEnumerable<string> words)
    {
        var known = words.ToArray();
        var nearest = Order(written, known).FirstOrDefault();
        return nearest is not null && Distance(written, nearest) * 2 <= Math.Max(written.Length, nearest.Length)
            ? $"did you mean '{nearest}'? Known here: {List(written, known)}"
            : $"known here: {List(written, known)}";
    }

    // Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each count one; capitals do not count.
    private static int Distance(string a, string b)
    {
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], 1 + cost[i - 2, j - 2]);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
