using System.Net;
using System.Text;

namespace InferenceCost.Reporting.Document;

/// <summary>A Markdown page under construction: blocks, each set off by a blank line.</summary>
/// <param name="folds">Whether long parts are folded, as GitHub shows them; a terminal gets a heading instead.</param>
internal sealed class MarkdownWriter(bool folds = true)
{
    private readonly StringBuilder page = new();

    /// <summary>A heading; level 1 is the page's title.</summary>
    public void Heading(int level, FormattableString text) => Block([$"{new string('#', level)} {Markup.Of(text).Source}"]);

    /// <summary>A paragraph.</summary>
    public void Paragraph(FormattableString text) => Block([Markup.Of(text).Source]);

    /// <summary>A list; nothing where it has no items.</summary>
    public void List(IEnumerable<Markup> items) => Block(items.Select(item => $"- {item.Source}"));

    /// <summary>A table; nothing where it has no rows.</summary>
    public void Table(MarkdownTable table) => Block(table.IsEmpty ? [] : table.Lines());

    /// <summary>Something set apart from the text, to be read first.</summary>
    public void Quote(FormattableString text) => Block([$"> {Markup.Of(text).Source}"]);

    /// <summary>Something long that a reader opens when it is wanted. The summary is HTML, where Markdown's escapes mean nothing.</summary>
    public void Details(string summary, Action content)
    {
        if (!folds)
        {
            Block([$"## {Markup.Text(summary).Source}"]);
            content();
            return;
        }

        Block([$"<details><summary>{WebUtility.HtmlEncode(summary)}</summary>"]);
        content();
        Block(["</details>"]);
    }

    /// <inheritdoc/>
    public override string ToString() => page.ToString();

    private void Block(IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            page.Append(first && page.Length > 0 ? "\n" : "").Append(line).Append('\n');
            first = false;
        }
    }
}
