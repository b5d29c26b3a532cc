using InferenceCost.Foundation.Figures;

namespace InferenceCost.Reporting.Document;

/// <summary>A table. Cells are not padded: a wider cell in one row would change every line of a diff.</summary>
internal sealed class MarkdownTable(params MarkdownTable.Column[] columns)
{
    private readonly List<Markup?[]> rows = [];

    /// <summary>Whether there is anything to show.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>Adds a row, one cell for each column; null where a cell does not apply.</summary>
    public void Add(params Markup?[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        rows.Add(cells);
    }

    /// <summary>The lines of the table; optional columns that nothing fills are left out.</summary>
    public IEnumerable<string> Lines()
    {
        var shown = Enumerable.Range(0, columns.Length).Where(IsShown).ToList();
        yield return Line(shown.Select(index => Markup.Text(columns[index].Title).Source));
        yield return Line(shown.Select(index => columns[index].Side == Side.Right ? "--:" : ":--"));
        foreach (var row in rows)
        {
            yield return Line(shown.Select(index => row[index] is { Source.Length: > 0 } cell ? cell.Source : Figure.None));
        }
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private bool IsShown(int index) =>
        !columns[index].Optional || rows.Any(row => row[index] is { Source: { Length: > 0 } source } && source != Figure.None);

    /// <summary>Where a column's cells stand.</summary>
    internal enum Side
    {
        /// <summary>For words.</summary>
        Left,

        /// <summary>For numbers.</summary>
        Right,
    }

    /// <summary>One column.</summary>
    /// <param name="Title">Its heading, escaped when it is written.</param>
    /// <param name="Side">Words left, numbers right.</param>
    /// <param name="Optional">Left out where every cell is empty.</param>
    internal sealed record Column(string Title, Side Side = Side.Left, bool Optional = false)
    {
        /// <summary>A column of words.</summary>
        public static Column Words(string title, bool optional = false) => new(title, Side.Left, optional);

        /// <summary>A column of numbers.</summary>
        public static Column Numbers(string title, bool optional = false) => new(title, Side.Right, optional);
    }
}
