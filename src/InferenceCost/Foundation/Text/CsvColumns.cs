namespace InferenceCost.Foundation.Text;

/// <summary>The names of columns of a table as one text, written as the table's own first line would be.</summary>
internal static class CsvColumns
{
    private const char Comma = ',';
    private const char Quote = '"';

    /// <summary>One name.</summary>
    public static string Join(string name) =>
        name.AsSpan().IndexOfAny(Comma, Quote) < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Several names.</summary>
    public static string Join(IEnumerable<string> names) => string.Join(Comma, names.Select(Join));

    /// <summary>The names again.</summary>
    public static IReadOnlyList<string> Split(string joined)
    {
        var (names, name, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < joined.Length; i++)
        {
            var letter = joined[i];
            if (letter == Quote && isQuoted && i + 1 < joined.Length && joined[i + 1] == Quote)
            {
                name.Append(Quote);
                i++;
            }
            else if (letter == Quote)
            {
                isQuoted = !isQuoted;
            }
            else if (letter == Comma && !isQuoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(letter);
            }
        }

        return [.. names, name.ToString()];
    }
}
