using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Parquet.Data;
using Parquet.Schema;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>One column of a row group, whatever its numbers are stored as: what is missing is an empty text and no number.</summary>
internal abstract class ParquetColumn : IDisposable
{
    /// <summary>Where each row's values begin, one more than there are rows; null where every row has one value.</summary>
    private int[]? starts;

    /// <summary>Writes a value as text.</summary>
    /// <returns>How many characters.</returns>
    private delegate int Writing<T>(T value, Span<char> to);

    /// <summary>Whether a row holds a list of numbers.</summary>
    public bool IsList { get; private init; }

    /// <summary>How many numbers the list of the first row holds.</summary>
    public int ListLength => starts is [_, var second, ..] ? second : 0;

    /// <summary>The row's value as text, valid until the next call; empty where there is none.</summary>
    public abstract ReadOnlySpan<char> Text(int row);

    /// <summary>The row's value as a number; NaN where it is none.</summary>
    public abstract double Number(int row);

    /// <summary>The row's numbers, valid until the next call.</summary>
    public abstract ReadOnlySpan<double> List(int row);

    /// <summary>The row's value as a text of its own, without blanks around it.</summary>
    public virtual string Id(int row) => Text(row).Trim().ToString();

    /// <summary>The numbers of all rows at once; NaN where one has none.</summary>
    public virtual double[] All(int rows)
    {
        var numbers = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            numbers[row] = Number(row);
        }

        return numbers;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>A column.</summary>
    /// <returns>Null where its values are neither numbers nor texts.</returns>
    public static ParquetColumn? Of(RawColumnData raw, DataField field, bool isList, int rows)
    {
        ParquetColumn? column = raw switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts when !isList => new Texts(texts),
            RawColumnData<double> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<float> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<Half> numbers => Numbers(numbers, value => (double)value, Write, isList),
            RawColumnData<long> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<int> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<short> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<sbyte> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<ulong> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<uint> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<ushort> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<byte> numbers => Numbers(numbers, value => value, Write, isList),
            RawColumnData<bool> numbers => Numbers(numbers, value => value ? 1 : 0, WriteTruth, isList),
            _ => null,
        };
        if (column is not null && (field.MaxDefinitionLevel > 0 || isList))
        {
            column.starts = FindStarts(raw, field, isList, rows);
        }

        return column;
    }

    /// <summary>Where the row's value is; -1 where it has none.</summary>
    protected int PlaceOf(int row) => starts is null ? row : starts[row] < starts[row + 1] ? starts[row] : -1;

    private static Values<T> Numbers<T>(RawColumnData<T> column, Func<T, double> number, Writing<T> text, bool isList)
        where T : struct => new(column, number, text) { IsList = isList };

    /// <summary>The shortest text that reads as the same number; whole ones have no decimal point.</summary>
    private static int Write<T>(T value, Span<char> to)
        where T : struct, ISpanFormattable =>
        value.TryFormat(to, out var length, default, CultureInfo.InvariantCulture) ? length
            : throw new InvalidDataException("a number is too long");

    /// <summary>As Python writes them, and with it most of the files.</summary>
    private static int WriteTruth(bool value, Span<char> to)
    {
        var text = value ? "True" : "False";
        text.CopyTo(to);
        return text.Length;
    }

    /// <summary>
    /// Values stand one after the other without the missing ones: a definition level below the highest is a missing one, a repetition
    /// level of 0 a new row.
    /// </summary>
    private static int[] FindStarts(RawColumnData raw, DataField field, bool isList, int rows)
    {
        var found = new int[rows + 1];
        var levels = raw.DefinitionLevels;
        var repetitions = isList ? raw.RepetitionLevels : [];
        var (current, values) = (-1, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            if (!isList || repetitions[i] == 0)
            {
                found[++current] = values;
            }

            values += levels[i] == field.MaxDefinitionLevel ? 1 : 0;
        }

        found[rows] = current == rows - 1 ? values : throw new InvalidDataException("a column has other rows than the file");
        return found;
    }

    private sealed class Texts(RawColumnData<ReadOnlyMemory<char>> column) : ParquetColumn
    {
        private readonly ReadOnlyMemory<char>[] values = column.Values.ToArray();

        public override ReadOnlySpan<char> Text(int row) => PlaceOf(row) is >= 0 and var place ? values[place].Span : [];

        public override double Number(int row) =>
            double.TryParse(Text(row), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

        public override ReadOnlySpan<double> List(int row) => [];

        public override string Id(int row) => PlaceOf(row) is >= 0 and var place
            && MemoryMarshal.TryGetString(values[place], out var whole, out _, out var length) && whole.Length == length
            ? whole.Trim()
            : base.Id(row);

        public override void Dispose() => column.Dispose();
    }

    /// <summary>
    /// The values are copied, since the library looks up where they are at every access; into arrays that are used again, since new ones of
    /// this size make the collector go over all items.
    /// </summary>
    private sealed class Values<T>(RawColumnData<T> column, Func<T, double> number, Writing<T> text) : ParquetColumn
        where T : struct
    {
        private readonly T[] values = Copied(column.Values);
        private readonly char[] buffer = new char[40];
        private double[] list = [];

        public override ReadOnlySpan<char> Text(int row) =>
            PlaceOf(row) is >= 0 and var place && !double.IsNaN(number(values[place])) ? buffer.AsSpan(0, text(values[place], buffer)) : [];

        public override double Number(int row) => PlaceOf(row) is >= 0 and var place ? number(values[place]) : double.NaN;

        public override double[] All(int rows) => starts is null && values is double[] own ? own : base.All(rows);

        public override ReadOnlySpan<double> List(int row)
        {
            var (start, end) = (starts![row], starts[row + 1]);
            list = list.Length < end - start ? new double[end - start] : list;
            for (var k = start; k < end; k++)
            {
                list[k - start] = number(values[k]);
            }

            return list.AsSpan(0, end - start);
        }

        public override void Dispose()
        {
            ArrayPool<T>.Shared.Return(values);
            column.Dispose();
        }

        private static T[] Copied(ReadOnlySpan<T> values)
        {
            var copy = ArrayPool<T>.Shared.Rent(values.Length);
            values.CopyTo(copy);
            return copy;
        }
    }
}
