using System.Globalization;
using Parquet.Data;
using Parquet.Schema;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>One column of a row group, whatever its numbers are stored as: what is missing is an empty text and no number.</summary>
internal abstract class ParquetColumn : IDisposable
{
    /// <summary>Whether a row holds a list of numbers.</summary>
    public bool IsList { get; private init; }

    /// <summary>How many numbers the list of the first row holds.</summary>
    public int ListLength => IsList && Starts.Length > 1 ? Starts[1] - Starts[0] : 0;

    /// <summary>Where each row's values begin; one more than there are rows.</summary>
    protected int[] Starts { get; private init; } = [];

    /// <summary>The row's value as text; empty where there is none.</summary>
    public abstract ReadOnlySpan<char> Text(int row);

    /// <summary>The row's value as a number; null where it is none.</summary>
    public abstract double? Number(int row);

    /// <summary>The row's numbers; valid until the next call.</summary>
    public abstract ReadOnlySpan<double> List(int row);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>A column.</summary>
    /// <returns>Null where its values are neither numbers nor texts.</returns>
    public static ParquetColumn? Of(RawColumnData raw, DataField field, bool isList, int rows)
    {
        var starts = FindStarts(raw, field, isList, rows);
        return raw switch
        {
            RawColumnData<ReadOnlyMemory<char>> texts when !isList => new Texts(texts) { Starts = starts },
            RawColumnData<double> column => Numbers(column, value => value, Exact),
            RawColumnData<float> column => Numbers(column, value => value, Exact),
            RawColumnData<Half> column => Numbers(column, value => (double)value, Exact),
            RawColumnData<long> column => Numbers(column, value => value, Whole),
            RawColumnData<int> column => Numbers(column, value => value, Whole),
            RawColumnData<short> column => Numbers(column, value => value, Whole),
            RawColumnData<sbyte> column => Numbers(column, value => value, Whole),
            RawColumnData<ulong> column => Numbers(column, value => value, Whole),
            RawColumnData<uint> column => Numbers(column, value => value, Whole),
            RawColumnData<ushort> column => Numbers(column, value => value, Whole),
            RawColumnData<byte> column => Numbers(column, value => value, Whole),
            RawColumnData<bool> column => Numbers(column, value => value ? 1 : 0, value => value ? "True" : "False"),
            _ => null,
        };

        ParquetColumn Numbers<T>(RawColumnData<T> column, Func<T, double> number, Func<T, string> text)
            where T : struct => new Values<T>(column, number, text) { Starts = starts, IsList = isList };
    }

    private static string Whole<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Exact<T>(T value)
        where T : IFormattable => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// Values stand one after the other without the missing ones: a definition level below the highest is a missing one, a repetition
    /// level of 0 a new row.
    /// </summary>
    private static int[] FindStarts(RawColumnData raw, DataField field, bool isList, int rows)
    {
        var starts = new int[rows + 1];
        if (field.MaxDefinitionLevel == 0 && !isList)
        {
            for (var row = 0; row <= rows; row++)
            {
                starts[row] = row;
            }

            return starts;
        }

        var levels = raw.DefinitionLevels;
        var repetitions = isList ? raw.RepetitionLevels : [];
        var (current, values) = (-1, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            if (!isList || repetitions[i] == 0)
            {
                starts[++current] = values;
            }

            values += levels[i] == field.MaxDefinitionLevel ? 1 : 0;
        }

        starts[rows] = current == rows - 1 ? values : throw new InvalidDataException("a column has other rows than the file");
        return starts;
    }

    private sealed class Texts(RawColumnData<ReadOnlyMemory<char>> column) : ParquetColumn
    {
        public override ReadOnlySpan<char> Text(int row) =>
            Starts[row] == Starts[row + 1] ? [] : column.Values[Starts[row]].Span;

        public override double? Number(int row) =>
            double.TryParse(Text(row), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

        public override ReadOnlySpan<double> List(int row) => [];

        public override void Dispose() => column.Dispose();
    }

    private sealed class Values<T>(RawColumnData<T> column, Func<T, double> number, Func<T, string> text) : ParquetColumn
        where T : struct
    {
        private double[] list = [];

        public override ReadOnlySpan<char> Text(int row) =>
            Number(row) is { } value && !double.IsNaN(value) ? text(column.Values[Starts[row]]) : [];

        public override double? Number(int row) => Starts[row] == Starts[row + 1] ? null : number(column.Values[Starts[row]]);

        public override ReadOnlySpan<double> List(int row)
        {
            var values = column.Values[Starts[row]..Starts[row + 1]];
            list = list.Length < values.Length ? new double[values.Length] : list;
            for (var k = 0; k < values.Length; k++)
            {
                list[k] = number(values[k]);
            }

            return list.AsSpan(0, values.Length);
        }

        public override void Dispose() => column.Dispose();
    }
}
