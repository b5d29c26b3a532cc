using System.Net;
using System.Text;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Formats;

/// <summary>Pages as Markdown that reads well on GitHub, and unrendered in a terminal: blocks, each set off by a blank line.</summary>
/// <param name="folds">Whether long parts are folded, as GitHub shows them; a terminal gets a heading instead.</param>
public sealed class MarkdownFormat(bool folds = true) : IReportFormat
{
    /// <inheritdoc/>
    public string Id => "md";

    /// <inheritdoc/>
    public string Print(Report report) => Print(report.Page);

    /// <summary>A page alone.</summary>
    /// <returns>The text, lines ended by a line feed.</returns>
    public string Print(Page page)
    {
        var text = new StringBuilder();
        Write(text, page.Blocks);
        return text.ToString();
    }

    private void Write(StringBuilder text, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is Block.Details details)
            {
                Add(text, [folds
                    ? $"<details><summary>{WebUtility.HtmlEncode(details.Summary)}</summary>"
                    : $"## {MarkdownText.Write(details.Summary)}"]);
                Write(text, details.Content);
                Add(text, folds ? ["</details>"] : []);
            }
            else
            {
                Add(text, Lines(block));
            }

            if (block is Block.Grid grid
                && string.Join(' ', grid.Columns.Select(column => column.Legend).OfType<string>().Distinct()) is { Length: > 0 } legend)
            {
                Add(text, [MarkdownText.Write(legend)]);
            }
        }
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Block.Heading heading => [$"{new string('#', heading.Level)} {MarkdownText.Write(heading.Text)}"],
        Block.Paragraph paragraph => [MarkdownText.Write(paragraph.Text)],
        Block.Quote quote => [$"> {MarkdownText.Write(quote.Text)}"],
        Block.Bullets bullets => bullets.Items.Select(item => $"- {MarkdownText.Write(item)}"),
        Block.Series series => [Sparkline.Draw(series.Values)],
        Block.Grid grid => Grid(grid),
        _ => throw new NotSupportedException($"{block.GetType().Name} has no form in Markdown"),
    };

    /// <summary>Cells are not padded: a wider cell in one row would change every line of a diff.</summary>
    private static IEnumerable<string> Grid(Block.Grid grid)
    {
        yield return Row(grid.Columns.Select(column => MarkdownText.Write(column.Heading)));
        yield return Row(grid.Columns.Select(column => column.IsNumeric ? "--:" : ":--"));
        foreach (var row in grid.Rows)
        {
            yield return Row(row.Select(cell => cell.IsEmpty ? Figure.None : MarkdownText.Write(cell)));
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static void Add(StringBuilder text, IEnumerable<string> lines)
    {
        var first = true;
        foreach (var line in lines)
        {
            text.Append(first && text.Length > 0 ? "\n" : "").Append(line).Append('\n');
            first = false;
        }
    }
}
