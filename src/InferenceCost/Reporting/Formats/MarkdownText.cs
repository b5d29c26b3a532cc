using System.Globalization;
using System.Text;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Formats;

/// <summary>
/// Phrases as Markdown. Every text is escaped, so that it can end no table's cell, add no markup and bring no HTML: the rules are those of
/// GitHub Flavored Markdown (github.github.com/gfm) and GitHub's mathematics.
/// </summary>
internal static class MarkdownText
{
    /// <summary>The Markdown of a phrase, always one line.</summary>
    public static string Write(Phrase phrase)
    {
        var source = new StringBuilder();
        foreach (var span in phrase.Spans)
        {
            var mark = (span.Style.HasFlag(SpanStyle.Strong) ? "**" : "") + (span.Style.HasFlag(SpanStyle.Emphasis) ? "*" : "");
            source.Append(mark)
                .Append(span.Style.HasFlag(SpanStyle.Code) ? Code(span.Text) : Text(span.Text, isHead: source.Length == 0))
                .Append(mark);
        }

        return source.ToString();
    }

    private static string Text(string line, bool isHead)
    {
        var source = new StringBuilder(line.Length);
        for (var index = 0; index < line.Length; index++)
        {
            source.Append((isHead ? HeadEscape(line, index) : null) ?? Escape(line, index));
        }

        return source.ToString();
    }

    /// <summary>Not for table cells, where a vertical bar would end it.</summary>
    private static string Code(string line)
    {
        var fence = new string('`', LongestRun(line, '`') + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') || line.Length == 0 ? " " : "";
        return $"{fence}{pad}{line}{pad}{fence}";
    }

    /// <summary>At the head of a line these would make headings, lists and quotes.</summary>
    private static string? HeadEscape(string line, int index) => line[index] switch
    {
        '#' or '+' or '-' or '=' when index == 0 && !(index + 1 < line.Length && char.IsAsciiDigit(line[1])) => "\\" + line[index],
        '.' or ')' when index > 0 && line.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0 && !IsWord(line, index + 1) =>
            "\\" + line[index],
        _ => null,
    };

    private static string Escape(string line, int index)
    {
        var character = line[index];
        return character switch
        {
            '<' => "&lt;",
            '>' => "&gt;",
            '&' => "&amp;",
            '\\' or '`' or '*' or '[' or ']' or '|' or '~' or '$' => "\\" + character,

            // Within a word an underscore is only an underscore, and names are full of them.
            '_' when !(IsWord(line, index - 1) && IsWord(line, index + 1)) => "\\_",

            // A bare address would become a link, a bare @name would notify somebody; NDCG@10 is neither.
            ':' when line.AsSpan(index).StartsWith("://") => "\\:",
            '.' when index >= 3 && line.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => "\\.",
            '@' when IsWord(line, index + 1) && !(IsWord(line, index - 1) && char.IsDigit(line[index + 1])) => "@&#8203;",
            _ => character.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static bool IsWord(string line, int index) => index >= 0 && index < line.Length && char.IsLetterOrDigit(line[index]);

    private static int LongestRun(string line, char wanted)
    {
        var (longest, run) = (0, 0);
        foreach (var character in line)
        {
            run = character == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
