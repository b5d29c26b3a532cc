using System.Globalization;
using System.Text;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using nietras.SeparatedValues;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Reads predictions as comma-separated values (RFC 4180) with a header, one line for each item. Sep splits the lines: it takes a third
/// of the time of CsvHelper here, and reads no row beyond 16 million characters into memory.
/// </summary>
internal sealed class CsvFile(string path, PredictionColumns columns)
{
    private const string Blanks = " \t";

    /// <summary>Of a longer first line the beginning says enough.</summary>
    private const int LongestHeader = 16_384;

    private ColumnKind[] kinds = [];
    private int[] probabilityColumns = [];
    private int sampleColumn = -1;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InputException">Something is wrong; the message names the line.</exception>
    public void Read(Stream stream)
    {
        try
        {
            // The encoding with a mark skips one at the start; nothing but UTF-8 is guessed from it.
            using var text = new StreamReader(
                stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), detectEncodingFromByteOrderMarks: false, 1 << 16);
            using var rows =
                Sep.New(Separator(stream)).Reader(options => options with { HasHeader = false, DisableColCountCheck = true }).From(text);
            ReadRows(rows, stream);
        }
        catch (NotSupportedException error)
        {
            throw new InputException(
                $"{path}: has a line of more than 16 million characters, or a quotation mark that is never closed",
                "write one line for each item",
                error);
        }
    }

    /// <summary>
    /// What separates the names of the first line: a comma, unless it has none and has a semicolon or a tab. A stream that cannot be read
    /// twice is taken to have commas.
    /// </summary>
    private static char Separator(Stream stream)
    {
        if (!stream.CanSeek)
        {
            return ',';
        }

        Span<byte> start = stackalloc byte[LongestHeader];
        var header = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        header = header.IndexOf((byte)'\n') is >= 0 and var end ? header[..end] : header;
        return CsvSeparator.Of(Encoding.Latin1.GetString(header));
    }

    private void ReadRows(SepReader rows, Stream stream)
    {
        var (blank, next) = (0, 1);
        foreach (var row in rows)
        {
            // Without a header of its own Sep gives a wrong number for where the first row begins, and right ones for where rows end.
            (var line, next) = (next, row.LineNumberToExcl);
            CheckText(row, line);
            if (next > line + 1)
            {
                throw Wrong(line, "opens a quotation mark that it does not close", "close it; a value cannot go on over the end of a line");
            }

            if (row.Span.Trim(Blanks).IsEmpty)
            {
                blank = blank == 0 ? line : blank;
                continue;
            }

            if (blank > 0)
            {
                throw Wrong(blank, "is blank", "remove it");
            }

            if (kinds.Length == 0)
            {
                ReadHeader(row);
            }
            else
            {
                if (line == 2)
                {
                    columns.Expect(stream, row.Span.Length + 1);
                }

                ReadRow(row, line);
            }
        }

        if (kinds.Length == 0)
        {
            throw new InputException(
                $"{path}: line 1 has no header: the file is empty", "write a header line such as 'item,label,prediction'");
        }
    }

    private void CheckText(SepReader.Row row, int line)
    {
        if (row.Span.ContainsAny('\0', '\uFFFD'))
        {
            throw Wrong(line, "holds bytes that are not UTF-8 text", "save the file as UTF-8");
        }
    }

    private void ReadHeader(SepReader.Row row)
    {
        var names = new List<string>();
        for (var i = 0; i < row.ColCount; i++)
        {
            names.Add(Value(row[i].Span, 1).ToString());
        }

        var repeated = names.GroupBy(Canonical).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            throw Wrong(1, $"names column '{Quoted.Of(repeated.Key)}' twice", "keep one of them");
        }

        var read = ColumnNames.Read(
            names, name => Canonical(name) is { Length: > 2 } other && other.StartsWith("p:", StringComparison.Ordinal));
        kinds = [.. read.Kinds];
        if (names.Where((_, index) => kinds[index] == ColumnKind.None).FirstOrDefault(IsMistakenProbability) is { } mistaken)
        {
            throw Wrong(1, $"has a column '{Quoted.Of(mistaken)}', which is none", "probabilities are p0, p1, ... or p:NAME");
        }

        var probabilities =
            names.Select(Canonical).Where(name => name.StartsWith("p:", StringComparison.Ordinal)).Select(name => name[2..]).ToList();
        probabilityColumns = new int[kinds.Length];
        for (int i = 0, column = 0; i < kinds.Length; i++)
        {
            probabilityColumns[i] = kinds[i] == ColumnKind.Probability ? column++ : -1;
        }

        sampleColumn = Array.IndexOf(kinds, ColumnKind.Sample);
        columns.BeginRow(1);
        columns.Begin(new ColumnSet
        {
            Item = kinds.Contains(ColumnKind.Item),
            Label = kinds.Contains(ColumnKind.Label),
            Prediction = kinds.Contains(ColumnKind.Prediction),
            Score = kinds.Contains(ColumnKind.Score),
            Cluster = kinds.Contains(ColumnKind.Cluster),
            Sample = sampleColumn >= 0,
            Probabilities = probabilities.Count == 0 ? null : probabilities,
            Notes = read.Notes,
        });
    }

    /// <summary>p01 is no class number and p: no name; left alone, a class would lack its probability without a word.</summary>
    private static bool IsMistakenProbability(string name) =>
        name.Length > 1 && name[0] == 'p' && name.AsSpan(1).IndexOfAnyExceptInRange('0', ':') < 0;

    /// <summary>p3 is short for p:3.</summary>
    private static string Canonical(string name) =>
        name.StartsWith('p') && ClassCell.IsNumber(name.AsSpan(1)) ? $"p:{name[1..]}" : name;

    private void ReadRow(SepReader.Row row, int line)
    {
        if (row.ColCount != kinds.Length)
        {
            throw Wrong(
                line,
                FormattableString.Invariant($"has {row.ColCount} columns, the header {kinds.Length}"),
                "correct the line; a value with a comma needs quotation marks");
        }

        columns.BeginRow(line);
        for (var i = 0; i < kinds.Length; i++)
        {
            switch (kinds[i])
            {
                case ColumnKind.Probability: columns.Probability(probabilityColumns[i], Number(row[i], line)); break;
                case ColumnKind.Score: columns.Score(Number(row[i], line)); break;
                case ColumnKind.Item: columns.Item(Value(row[i].Span, line).ToString()); break;
                case ColumnKind.Label: columns.Label(Value(row[i].Span, line)); break;
                case ColumnKind.Prediction: columns.Prediction(Value(row[i].Span, line)); break;
                case ColumnKind.None or ColumnKind.Sample: break;
                default: columns.Cluster(Value(row[i].Span, line)); break;
            }
        }

        if (sampleColumn >= 0)
        {
            columns.Sample(Value(row[sampleColumn].Span, line));
        }

        columns.EndRow();
    }

    private double Number(SepReader.Col column, int line)
    {
        if (ShortDecimal.TryParse(column.Span, out var number) || (column.TryParse(out number) && double.IsFinite(number)))
        {
            return number;
        }

        var value = Value(column.Span, line);
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number)
            ? number
            : throw columns.NoNumber(value);
    }

    /// <summary>A value without the blanks around it and the quotation marks of the format.</summary>
    private ReadOnlySpan<char> Value(ReadOnlySpan<char> raw, int line)
    {
        var value = raw.Trim(Blanks);
        if (!value.Contains('"'))
        {
            return value;
        }

        var inner = value is ['"', .. var quoted, '"'] ? quoted.ToString() : throw BadQuotes();
        return inner.Replace("\"\"", "", StringComparison.Ordinal).Contains('"')
            ? throw BadQuotes()
            : inner.Replace("\"\"", "\"", StringComparison.Ordinal).AsSpan().Trim(Blanks);

        InputException BadQuotes() =>
            Wrong(line, "has a quotation mark inside a value", "put such a value in quotation marks and double those inside it");
    }

    private InputException Wrong(int line, string what, string fix) => new(FormattableString.Invariant($"{path}: line {line} {what}"), fix);
}
