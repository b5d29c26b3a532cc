namespace InferenceCost.Reporting.Document;

/// <summary>A part of a page. Formats know these kinds and no others.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A heading.</summary>
    /// <param name="Level">1 is the page's title.</param>
    /// <param name="Text">What it says.</param>
    public sealed record Heading(int Level, Phrase Text) : Block;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">What it says.</param>
    public sealed record Paragraph(Phrase Text) : Block;

    /// <summary>Something set apart from the text, to be read first.</summary>
    /// <param name="Text">What it says.</param>
    public sealed record Quote(Phrase Text) : Block;

    /// <summary>A list whose order means nothing; never empty.</summary>
    /// <param name="Items">What it lists.</param>
    public sealed record Bullets(IReadOnlyList<Phrase> Items) : Block;

    /// <summary>A table; never without a column or a row.</summary>
    /// <param name="Columns">The columns.</param>
    /// <param name="Rows">One cell for each column; an empty one where it does not apply.</param>
    public sealed record Grid(IReadOnlyList<ColumnHead> Columns, IReadOnlyList<IReadOnlyList<Phrase>> Rows) : Block;

    /// <summary>A figure: values in the order of time, to be drawn as a line.</summary>
    /// <param name="Values">The values; never empty.</param>
    public sealed record Series(IReadOnlyList<double> Values) : Block;

    /// <summary>Something long that a reader opens when it is wanted.</summary>
    /// <param name="Summary">What it holds.</param>
    /// <param name="Content">Its parts.</param>
    public sealed record Details(string Summary, IReadOnlyList<Block> Content) : Block;
}

/// <summary>The head of a table's column.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="IsNumeric">Numbers stand right, words left.</param>
/// <param name="Legend">What its figures mean, in a sentence; null where the heading says it.</param>
public sealed record ColumnHead(string Heading, bool IsNumeric, string? Legend = null);
