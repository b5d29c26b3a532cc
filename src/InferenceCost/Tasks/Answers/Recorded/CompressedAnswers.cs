using System.Globalization;
using System.IO.Compression;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// The answers that a family carries of a model: <c>item,prediction,logprob</c> in gzip, an item being its place in the data, the
/// last column the natural logarithm of the predicted class's probability. A family comes from strangers: what unpacks to more than its
/// items can take is refused before it is in memory.
/// </summary>
public static class CompressedAnswers
{
    private const string Header = "item,prediction,logprob";

    /// <summary>The last column is read as the score of an item, which the reader holds against what a finite number is.</summary>
    private const string HeaderRead = "item,prediction,score";

    /// <summary>Two whole numbers, a number with all its digits, and what separates them.</summary>
    private const int LongestLine = 64;

    /// <summary>Reads the classes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="items">How many items it answers.</param>
    /// <param name="classes">How many classes there are; null where nobody said it.</param>
    /// <returns>The class of each item, in the order of the data.</returns>
    /// <exception cref="InputException">
    /// It is not such a file, too large, cut off, or lacks an item; the message names the line.
    /// </exception>
    public static int[] Read(string path, int items, int? classes = null)
    {
        using var text = Unpack(path, items);
        var read = RecordedPredictions.Read(path, text);
        if (read.ClassNames is not null || (classes is { } count && read.Predicted.Any(answer => answer >= count)))
        {
            throw Wrong(path, "holds a class that the task does not have", "number the classes from 0, in the order of task.classes");
        }

        if (read.Scores!.Any(logarithm => logarithm > 0))
        {
            throw Wrong(path, "holds the logarithm of a probability above 1", "write the natural logarithm of the probability, 0 or less");
        }

        return InOrder(path, read, items);
    }

    private static int[] InOrder(string path, Predictions read, int items)
    {
        var (predicted, seen) = (new int[items], new bool[items]);
        for (var row = 0; row < read.Count; row++)
        {
            if (!int.TryParse(read.Items[row], NumberStyles.None, CultureInfo.InvariantCulture, out var item) || item >= items
                || seen[item])
            {
                throw Wrong(
                    path, $"answers item '{Quoted.Of(read.Items[row])}' beside those of the data",
                    FormattableString.Invariant($"number the items from 0 to {items - 1}, each once"));
            }

            (predicted[item], seen[item]) = (read.Predicted[row], true);
        }

        return read.Count == items ? predicted : throw Wrong(
            path, FormattableString.Invariant($"answers {read.Count} items of {items}"), "record an answer to every item");
    }

    /// <summary>The text, with the header that the reader knows.</summary>
    private static MemoryStream Unpack(string path, int items)
    {
        var most = (items + 1L) * LongestLine;
        var text = new MemoryStream();
        try
        {
            using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var start = new StreamReader(packed, bufferSize: 1 << 16);
            ReadHeader(path, start);
            using var written = new StreamWriter(text, leaveOpen: true) { NewLine = "\n" };
            written.WriteLine(HeaderRead);
            var buffer = new char[1 << 16];
            for (var count = start.Read(buffer); count > 0; count = start.Read(buffer))
            {
                most -= count;
                if (most < 0)
                {
                    throw Wrong(
                        path, FormattableString.Invariant($"unpacks to more than {items} items can take"),
                        FormattableString.Invariant($"write one line of at most {LongestLine} characters for each item"));
                }

                written.Write(buffer, 0, count);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException(
                $"{path}: cannot be unpacked, {error.Message.Split('\n')[0]}", "write it as CSV in gzip", error);
        }

        text.Position = 0;
        return text;
    }

    private static void ReadHeader(string path, StreamReader text)
    {
        Span<char> start = stackalloc char[Header.Length];
        var length = text.ReadBlock(start);
        var end = text.Read();
        if (end == '\r')
        {
            end = text.Read();
        }

        if (!start[..length].SequenceEqual(Header) || end != '\n')
        {
            throw Wrong(path, $"does not begin with the line '{Header}'", "write these three columns");
        }
    }

    private static InputException Wrong(string path, string what, string fix) => new($"{path}: {what}", fix);
}
