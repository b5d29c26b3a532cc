using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace InferenceCost.Reporting.Document;

/// <summary>
/// A piece of one line: text, some of it strong, emphasised or code, in no format. An interpolated string becomes one wherever a phrase is
/// expected; what fills its holes is text, whatever characters it has, or a phrase. Formats escape all of it alike, so that no model's
/// name, class, path or error message can bring markup.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase
{
    private readonly List<Span> spans = [];

    /// <summary>Begins an interpolated phrase; the compiler calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Phrase(int literalLength, int formattedCount)
    {
    }

    private Phrase()
    {
    }

    /// <summary>A phrase of no text.</summary>
    public static Phrase Empty { get; } = new();

    /// <summary>The parts, neighbours of one style joined.</summary>
    public IReadOnlyList<Span> Spans => spans;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => spans.Count == 0;

    /// <summary>Text that is to be read as it is.</summary>
    public static implicit operator Phrase(string? text) => Text(text);

    /// <summary>Text that is to be read as it is; line ends become blanks.</summary>
    public static Phrase Text(string? text)
    {
        var phrase = new Phrase();
        phrase.AppendFormatted(text);
        return phrase;
    }

    /// <summary>An interpolated string where the compiler would otherwise take it for text: in a choice, or as a value.</summary>
    public static Phrase Of(Phrase phrase) => phrase;

    /// <summary>The same, strong.</summary>
    public static Phrase Bold(Phrase inner) => inner.With(SpanStyle.Strong);

    /// <summary>The same, emphasised.</summary>
    public static Phrase Emphasis(Phrase inner) => inner.With(SpanStyle.Emphasis);

    /// <summary>Text in a fixed-width face, for paths and commands.</summary>
    public static Phrase Code(string text) => Text(text).With(SpanStyle.Code);

    /// <summary>Several phrases with something between them.</summary>
    public static Phrase Join(string between, IEnumerable<Phrase> phrases)
    {
        var all = new Phrase();
        foreach (var phrase in phrases)
        {
            if (!all.IsEmpty)
            {
                all.Append(between, SpanStyle.Plain);
            }

            all.AppendFormatted(phrase);
        }

        return all;
    }

    /// <summary>Words of this program.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string text) => Append(text, SpanStyle.Plain);

    /// <summary>Text from anywhere.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(string? text) => Append(OneLine(text ?? ""), SpanStyle.Plain);

    /// <summary>A phrase within a phrase.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted(Phrase? phrase)
    {
        foreach (var span in phrase?.spans ?? [])
        {
            Append(span.Text, span.Style);
        }
    }

    /// <summary>A number, in the invariant culture.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value, string? format = null)
        where T : struct, IFormattable => Append(value.ToString(format, CultureInfo.InvariantCulture), SpanStyle.Plain);

    /// <summary>The text without its styles.</summary>
    public override string ToString() => string.Concat(spans.Select(span => span.Text));

    private Phrase With(SpanStyle style)
    {
        var styled = new Phrase();
        foreach (var span in spans)
        {
            styled.Append(span.Text, span.Style | style);
        }

        return styled;
    }

    private void Append(string text, SpanStyle style)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (spans.Count > 0 && spans[^1].Style == style)
        {
            spans[^1] = new Span(spans[^1].Text + text, style);
        }
        else
        {
            spans.Add(new Span(text, style));
        }
    }

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
}

/// <summary>A part of a phrase that has one style.</summary>
/// <param name="Text">Its text, of one line.</param>
/// <param name="Style">How it is set apart.</param>
public readonly record struct Span(string Text, SpanStyle Style);

/// <summary>How a part of a phrase is set apart from the rest.</summary>
[Flags]
public enum SpanStyle
{
    /// <summary>Not at all.</summary>
    Plain = 0,

    /// <summary>What a reader should see first.</summary>
    Strong = 1,

    /// <summary>A word that is stressed.</summary>
    Emphasis = 2,

    /// <summary>A path or a command, to be taken character by character.</summary>
    Code = 4,
}
