namespace InferenceCost.Reporting.Document;

/// <summary>What is said to people, block by block, in no format.</summary>
public sealed class Page
{
    private List<Block> blocks = [];

    /// <summary>The blocks so far.</summary>
    public IReadOnlyList<Block> Blocks => blocks;

    /// <summary>A heading; level 1 is the page's title.</summary>
    internal void Heading(int level, Phrase text) => blocks.Add(new Block.Heading(level, text));

    /// <summary>A paragraph.</summary>
    internal void Paragraph(Phrase text) => blocks.Add(new Block.Paragraph(text));

    /// <summary>Something set apart from the text, to be read first.</summary>
    internal void Quote(Phrase text) => blocks.Add(new Block.Quote(text));

    /// <summary>A list; nothing where it has no items.</summary>
    internal void List(IEnumerable<Phrase> items) => AddUnless<Phrase>([.. items], list => new Block.Bullets(list));

    /// <summary>A table; nothing where it has no rows.</summary>
    internal void Table(Table table)
    {
        if (table.Lines() is { Rows.Count: > 0 } grid)
        {
            blocks.Add(grid);
        }
    }

    /// <summary>A line through values; nothing where there are none.</summary>
    internal void Series(IReadOnlyList<double> values) => AddUnless(values, points => new Block.Series(points));

    /// <summary>Something long that a reader opens when it is wanted.</summary>
    internal void Details(string summary, Action content)
    {
        var outside = blocks;
        blocks = [];
        content();
        outside.Add(new Block.Details(summary, blocks));
        blocks = outside;
    }

    private void AddUnless<T>(IReadOnlyList<T> parts, Func<IReadOnlyList<T>, Block> block)
    {
        if (parts.Count > 0)
        {
            blocks.Add(block(parts));
        }
    }
}
