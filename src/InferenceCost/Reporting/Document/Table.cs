using InferenceCost.Foundation.Figures;

namespace InferenceCost.Reporting.Document;

/// <summary>A table under construction, whatever its rows are.</summary>
internal abstract class Table
{
    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>Whether there is no row.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>A table of some rows, whose columns are then told one by one.</summary>
    public static Table<TRow> Of<TRow>(IEnumerable<TRow> rows) => new([.. rows]);

    /// <summary>The cells, row by row; optional columns that nothing fills are left out.</summary>
    public abstract Block.Grid Lines();
}

/// <summary>A table whose columns hold heading, cell and legend together.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
internal sealed class Table<TRow>(IReadOnlyList<TRow> rows) : Table
{
    private readonly List<Column> columns = [];

    /// <inheritdoc/>
    public override int Count => rows.Count;

    /// <summary>Adds a column of words.</summary>
    /// <param name="heading">What stands above it.</param>
    /// <param name="cell">A row's cell; null where it does not apply.</param>
    /// <param name="optional">Left out where every cell is empty.</param>
    /// <param name="legend">What the words mean, in a sentence.</param>
    public Table<TRow> Words(string heading, Func<TRow, Phrase?> cell, bool optional = false, string? legend = null) =>
        Add(new Column(new ColumnHead(heading, IsNumeric: false, legend), cell, optional));

    /// <summary>Adds a column of numbers.</summary>
    /// <param name="heading">What stands above it, with the unit.</param>
    /// <param name="cell">A row's cell; null where it does not apply.</param>
    /// <param name="optional">Left out where every cell is empty.</param>
    /// <param name="legend">What the figures mean, in a sentence.</param>
    public Table<TRow> Numbers(string heading, Func<TRow, Phrase?> cell, bool optional = false, string? legend = null) =>
        Add(new Column(new ColumnHead(heading, IsNumeric: true, legend), cell, optional));

    /// <inheritdoc/>
    public override Block.Grid Lines()
    {
        // Row by row: remarks on cells are numbered in the order in which a reader meets them.
        var cells = rows.Select(row => columns.Select(column => column.Cell(row) ?? Phrase.Empty).ToList()).ToList();
        var shown = Enumerable.Range(0, columns.Count)
            .Where(index => !columns[index].Optional || cells.Exists(row => IsFilled(row[index]))).ToList();
        return new Block.Grid(
            [.. shown.Select(index => columns[index].Head)], [.. cells.Select(row => shown.Select(index => row[index]).ToList())]);
    }

    private static bool IsFilled(Phrase cell) => !cell.IsEmpty && cell.ToString() != Figure.None;

    private Table<TRow> Add(Column column)
    {
        columns.Add(column);
        return this;
    }

    private sealed record Column(ColumnHead Head, Func<TRow, Phrase?> Cell, bool Optional);
}
