using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace InferenceCost.Foundation.Files;

/// <summary>
/// Reads JSON that was written elsewhere. The serialiser has more exceptions than one for what it cannot read: a
/// <see cref="JsonException"/> for the form, an <see cref="InvalidOperationException"/> for bytes that are no UTF-8 and for half of a
/// surrogate pair, a <see cref="NotSupportedException"/> for a kind that is not named. All of them are faults of the file.
/// </summary>
internal static class JsonFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What the message calls a file that cannot be read: <c>damaged</c>.</param>
    /// <param name="fix">What the person can do about it.</param>
    /// <param name="parse">Makes the value out of the text, which is UTF-8 without a byte order mark.</param>
    /// <exception cref="InputException">The text is no UTF-8, no JSON, or not what <paramref name="parse"/> expects.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static T Read<T>(string path, string fault, string fix, Func<ReadOnlyMemory<byte>, T> parse) => Parse(
        File.ReadAllBytes(path), parse, error => new InputException($"{path}: {fault}, {FirstLine(error.Message)}", fix, error));

    /// <summary>Makes a value out of JSON text.</summary>
    /// <param name="text">The text; a byte order mark is skipped.</param>
    /// <param name="parse">See <see cref="Read"/>.</param>
    /// <param name="refuse">What a fault becomes.</param>
    public static T Parse<T>(ReadOnlyMemory<byte> text, Func<ReadOnlyMemory<byte>, T> parse, Func<Exception, InputException> refuse)
    {
        try
        {
            RefuseOtherEncodings(text.Span);
            return parse(text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException
            or KeyNotFoundException)
        {
            throw refuse(error);
        }
    }

    /// <summary>Looked at as a whole: the serialiser checks only the strings that it turns into text.</summary>
    private static void RefuseOtherEncodings(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            return;
        }

        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        throw new JsonException(FormattableString.Invariant($"it is not UTF-8 (byte {position + 1})"));
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('.', '\r');
}
