using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using Microsoft.ML.OnnxRuntime.Tensors;
using nietras.SeparatedValues;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Reads the columns of a table as arrays: a line with names, then one line for each item. Values are separated by commas, or by semicolons
/// or tabs where the first line has no comma.
/// </summary>
internal static class CsvTable
{
    private const string Blanks = " \t";

    /// <summary>Looks at a line; false ends the reading.</summary>
    private delegate bool LineReader(SepReader.Row row, int line);

    /// <summary>The names of the columns.</summary>
    /// <exception cref="InputException">The file is missing, empty, or its first line has no names.</exception>
    public static IReadOnlyList<string> Header(string path)
    {
        List<string> names = [];
        Scan(path, (row, _) =>
        {
            names = Names(path, row);
            return false;
        });
        return names.Count > 0 ? names : throw new InputException(
            $"{path}: line 1 has no names of columns: the file is empty", "write a line of names, then one for each item");
    }

    /// <summary>How many items there are.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static long CountRows(string path)
    {
        var rows = -1L;
        Scan(path, (_, _) => ++rows >= 0);
        return Math.Max(0, rows);
    }

    /// <summary>The shape of an array of columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">Names of columns, from <see cref="CsvColumns.Join(IEnumerable{string})"/>.</param>
    /// <param name="axes">How many axes the array is to have: 1 of a single column, else 2.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public static long[] Shape(string path, string array, int axes) => Shape(CountRows(path), Places(path, array).Count, axes);

    /// <summary>Reads an array of columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">Names of columns, as above.</param>
    /// <param name="type">Double, Int64 or String.</param>
    /// <param name="axes">How many axes the array is to have, as above.</param>
    /// <exception cref="InputException">
    /// There is no such column, or a value is none of that type; the message names line and column.
    /// </exception>
    public static NpyArray Read(string path, string array, TensorElementType type, int axes)
    {
        var (names, places) = (Header(path), Places(path, array));
        var (reals, wholes, texts, rows) = (new List<double>(), new List<long>(), new List<string>(), 0L);
        Scan(path, (row, line) =>
        {
            if (line == 1)
            {
                return true;
            }

            if (row.ColCount != names.Count)
            {
                throw new InputException(
                    FormattableString.Invariant($"{path}: line {line} has {row.ColCount} values, the first line {names.Count} names"),
                    "correct the line; a value with a comma needs quotation marks");
            }

            rows++;
            foreach (var place in places)
            {
                var cell = row[place].Span.Trim(Blanks);
                if (type == TensorElementType.String)
                {
                    texts.Add(cell.ToString());
                }
                else if (type == TensorElementType.Int64)
                {
                    wholes.Add(Whole(cell) ?? throw NoNumber(path, line, names[place], cell, "whole number, which the model takes"));
                }
                else
                {
                    reals.Add(Real(cell) ?? throw NoNumber(path, line, names[place], cell, "finite number"));
                }
            }

            return true;
        });
        var shape = Shape(rows, places.Count, axes);
        return type == TensorElementType.String
            ? new NpyArray(array, type, shape, []) { Texts = [.. texts] }
            : new NpyArray(array, type, shape, type == TensorElementType.Int64
                ? MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(wholes)).ToArray()
                : MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(reals)).ToArray());
    }

    private static long[] Shape(long rows, int columns, int axes) => axes == 1 && columns == 1 ? [rows] : [rows, columns];

    private static List<int> Places(string path, string array)
    {
        var names = Header(path).ToList();
        return [.. CsvColumns.Split(array).Select(name => names.IndexOf(name) is >= 0 and var place ? place : throw new InputException(
            $"{path}: has no column '{Quoted.Of(name)}'", NearestWord.Suggest(name, names)))];
    }

    private static List<string> Names(string path, SepReader.Row row)
    {
        List<string> names = [];
        for (var i = 0; i < row.ColCount; i++)
        {
            names.Add(row[i].Span.Trim(Blanks).ToString());
        }

        InputException Wrong(string what, string fix) => new($"{path}: line 1 {what}", fix);
        if (names.IndexOf("") is >= 0 and var unnamed)
        {
            throw Wrong(
                FormattableString.Invariant($"has no name for column {unnamed + 1}"),
                "name every column; one of row numbers is left out with index=False in pandas");
        }

        // Columns that nobody named are numbered from 0 by pandas; other numbers are an item that would be lost.
        return names.TrueForAll(name => Real(name) is not null)
            && !names.Index().All(item => item.Item == item.Index.ToString(CultureInfo.InvariantCulture))
                ? throw Wrong("holds numbers and not names of columns", "write a first line with a name for each column")
            : names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice
                ? throw Wrong($"names column '{Quoted.Of(twice)}' twice", "keep one of them")
            : names;
    }

    private static double? Real(ReadOnlySpan<char> cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>Programs write whole numbers as 3.0 where some row of the column lacked a value.</summary>
    private static long? Whole(ReadOnlySpan<char> cell) =>
        long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : Real(cell) is { } real && Math.Floor(real) == real && Math.Abs(real) < 1L << 53 ? (long)real
        : bool.TryParse(cell, out var truth) ? (truth ? 1 : 0)
        : null;

    private static InputException NoNumber(string path, int line, string column, ReadOnlySpan<char> cell, string kind) => new(
        FormattableString.Invariant($"{path}: line {line}, column '{Quoted.Of(column)}': '{Quoted.Of(cell)}' is no {kind}"),
        "correct the value, or leave the column out where it is fed to nothing");

    private static void Scan(string path, LineReader read)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file", "check the path");
        }

        try
        {
            using var rows = Sep.New(Separator(path)).Reader(options => options with
            {
                HasHeader = false,
                DisableColCountCheck = true,
                Unescape = true,
            }).FromFile(path);
            var (line, next) = (1, 1);
            foreach (var row in rows)
            {
                // Where a row begins Sep tells wrongly for the first one without a header, and where it ends rightly.
                (line, next) = (next, row.LineNumberToExcl);
                if (!row.Span.Trim(Blanks).IsEmpty && !read(row, line))
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(
                $"{path}: cannot be read as a table, {error.Message.Split('\n')[0]}", "write it as comma-separated values", error);
        }
    }

    private static char Separator(string path)
    {
        using var text = new StreamReader(path);
        return CsvSeparator.Of(text.ReadLine());
    }
}
