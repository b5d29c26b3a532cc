namespace InferenceCost.Foundation.Text;

/// <summary>What separates the values of a table: a comma, unless its first line has none and has a semicolon or a tab.</summary>
internal static class CsvSeparator
{
    /// <summary>Told from the first line.</summary>
    public static char Of(ReadOnlySpan<char> header) =>
        header.Contains(',') ? ',' : header.Contains(';') ? ';' : header.Contains('\t') ? '\t' : ',';
}
