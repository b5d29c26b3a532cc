using System.Globalization;
using System.Text;

namespace InferenceCost.Reporting.Document;

/// <summary>
/// A piece of Markdown. Text becomes one only by being escaped, so that no model's name, class, path or error message can end a table's
/// cell, add markup, or bring HTML: the rules are those of GitHub Flavored Markdown (github.github.com/gfm) and GitHub's mathematics.
/// </summary>
/// <param name="Source">The Markdown itself, always one line.</param>
internal readonly record struct Markup(string Source)
{
    /// <summary>Text that is to be read as it is; no text is no Markdown.</summary>
    public static implicit operator Markup(string? text) => Text(text ?? "");

    /// <summary>Text that is to be read as it is, anywhere within a line.</summary>
    public static Markup Text(string text)
    {
        var source = new StringBuilder(text.Length);
        var line = OneLine(text);
        for (var index = 0; index < line.Length; index++)
        {
            source.Append(Escape(line, index));
        }

        return new(source.ToString());
    }

    /// <summary>Markdown with holes: what fills a hole is escaped, unless it is Markdown already.</summary>
    public static Markup Of(FormattableString markdown) =>
        new(string.Format(CultureInfo.InvariantCulture, markdown.Format, [.. markdown.GetArguments().Select(Fill)]));

    /// <summary>The same in bold.</summary>
    public static Markup Bold(Markup inner) => new($"**{inner.Source}**");

    /// <summary>Text in a fixed-width face, for paths and commands. Not for table cells, where a vertical bar would end it.</summary>
    public static Markup Code(string text)
    {
        var line = OneLine(text);
        var fence = new string('`', LongestRun(line, '`') + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') || line.Length == 0 ? " " : "";
        return new($"{fence}{pad}{line}{pad}{fence}");
    }

    private static object? Fill(object? argument) => argument switch
    {
        Markup markup => markup.Source,
        string text => Text(text).Source,
        _ => argument,
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
            // A bare address would become a link, a bare @name would notify somebody.
            ':' when line.AsSpan(index).StartsWith("://") => "\\:",
            '.' when index >= 3 && line.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase) => "\\.",
            '@' when IsWord(line, index + 1) => "@&#8203;",
            // At the head of a line these would make headings, lists and quotes.
            '#' or '+' or '-' or '=' when index == 0 && !(index + 1 < line.Length && char.IsAsciiDigit(line[1])) => "\\" + character,
            '.' or ')' when index > 0 && line.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0 && !IsWord(line, index + 1) => "\\" + character,
            _ => character.ToString(),
        };
    }

    private static bool IsWord(string line, int index) => index >= 0 && index < line.Length && char.IsLetterOrDigit(line[index]);

    /// <summary>Line ends and other control characters become blanks; characters that turn the direction of writing are dropped.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
            {
                line.Append(' ');
            }
            else if (char.IsSurrogate(character) || CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format)
            {
                line.Append(character);
            }
        }

        return line.ToString().Trim();
    }

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
