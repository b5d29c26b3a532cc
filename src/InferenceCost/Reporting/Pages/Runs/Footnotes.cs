using System.Globalization;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Remarks on a table's cells, numbered in the order of the cells; the same remark keeps its number.</summary>
internal sealed class Footnotes
{
    private readonly List<string> texts = [];

    /// <summary>The mark that follows a cell's content.</summary>
    public Markup Mark(string text)
    {
        if (!texts.Contains(text))
        {
            texts.Add(text);
        }

        return new(string.Create(CultureInfo.InvariantCulture, $" ({texts.IndexOf(text) + 1})"));
    }

    /// <summary>The remarks, below the table.</summary>
    public IEnumerable<Markup> Lines() => texts.Select((text, index) => Markup.Of($"({index + 1}) {text}"));
}
