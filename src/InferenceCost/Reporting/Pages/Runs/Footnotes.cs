using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Remarks on a table's cells, numbered in the order of the cells; the same remark keeps its number.</summary>
internal sealed class Footnotes
{
    private readonly List<string> texts = [];

    /// <summary>The mark that follows a cell's content.</summary>
    public Phrase Mark(string text)
    {
        if (!texts.Contains(text))
        {
            texts.Add(text);
        }

        return $" ({texts.IndexOf(text) + 1})";
    }

    /// <summary>The remarks, below the table.</summary>
    public IEnumerable<Phrase> Lines() => texts.Select((text, index) => Phrase.Of($"({index + 1}) {text}"));
}
