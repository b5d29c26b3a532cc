using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using Parquet;
using Parquet.Schema;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Reads predictions from Parquet, one row for each item: the columns are found by their names as those of CSV are, and hold numbers or
/// texts; <c>probabilities</c> is a list of numbers, the class 0 first.
/// </summary>
internal sealed class ParquetTable(AnswerFile file)
{
    /// <summary>Rows of one row group: more would not fit into the arrays that a damaged header asks for.</summary>
    private const int MostRows = 20_000_000;

    private const string List = "probabilities";

    private readonly PredictionColumns columns = file.Columns;
    private DataField[] fields = [];
    private ColumnKind[] kinds = [];
    private string[] names = [];
    private IReadOnlyList<string> notes = [];
    private bool begun;
    private long promised;
    private long rows;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InputException">Something is wrong; the message names the row or the column.</exception>
    public void Read()
    {
        if (!file.Stream.CanSeek)
        {
            throw new InputException($"{file.Path}: Parquet cannot be read from a pipe", "name the file itself");
        }

        try
        {
            ReadGroups().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not InputException)
        {
            // What the library throws at a damaged file is not documented, and may be anything.
            throw new InputException(
                $"{file.Path}: cannot be read as Parquet, {error.Message.Split('\n')[0]}", "write the file again", error);
        }
    }

    private async Task ReadGroups()
    {
        ParquetFooter.Check(file.Stream);
        var reader = await ParquetReader.CreateAsync(new BoundedReads(file.Stream), leaveStreamOpen: true).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            columns.Words = ("row", "its schema");
            columns.BeginRow(1);
            Name(reader.Schema);

            // A file of a few bytes may promise any number of rows.
            promised = Math.Min(reader.Metadata?.NumRows ?? 0, file.Stream.Length);
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                await ReadGroup(group).ConfigureAwait(false);
            }
        }

        Begin(0);
    }

    /// <summary>Finds out by the names of the columns what they hold.</summary>
    private void Name(ParquetSchema schema)
    {
        names = [.. schema.Fields.Select(field => field.Name)];
        var read = ColumnNames.Read(names, name => name == List || ClassOf(name) is not null);
        (kinds, notes) = ([.. read.Kinds], read.Notes);
        fields = [.. schema.Fields.Select((field, index) => kinds[index] == ColumnKind.None ? null! : Leaf(field))];
        if (names.Contains(List) && names.Any(name => ClassOf(name) is not null))
        {
            throw new InputException($"{file.Path}: has probabilities in a list and in columns of their own", "keep one of them");
        }
    }

    private DataField Leaf(Field field) => field switch
    {
        DataField { IsArray: false, MaxRepetitionLevel: 0 } flat when field.Name != List => flat,
        ListField { Item: DataField item } when field.Name == List => item,
        DataField { MaxRepetitionLevel: 1 } item when field.Name == List => item,
        _ => throw new InputException(
            $"{file.Path}: column '{Quoted.Of(field.Name)}' is of a kind that cannot be read",
            field.Name == List
                ? "write probabilities as a list of numbers, or in columns p0, p1, ... or p:NAME" : "write one number or text a row"),
    };

    private async Task ReadGroup(ParquetRowGroupReader group)
    {
        if (group.RowCount is < 0 or > MostRows)
        {
            throw new InputException(
                FormattableString.Invariant($"{file.Path}: has a row group of {group.RowCount} rows"),
                FormattableString.Invariant($"write row groups of at most {MostRows} rows"));
        }

        var count = (int)group.RowCount;
        var read = new ParquetColumn[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            if (kinds[i] != ColumnKind.None)
            {
                var raw = await group.ReadRawColumnDataBaseAsync(fields[i]).ConfigureAwait(false);
                read[i] = ParquetColumn.Of(raw, fields[i], names[i] == List, count)
                    ?? throw new InputException(
                        $"{file.Path}: column '{Quoted.Of(names[i])}' holds {fields[i].ClrType.Name}, which is neither number nor text",
                        "write numbers or texts");
            }
        }

        var lists = Array.Find(read, column => column?.IsList == true);
        Begin(lists?.ListLength ?? 0);
        var probabilities = read.Where((column, i) => kinds[i] == ColumnKind.Probability && !column.IsList).ToList();
        var numbers = probabilities.ConvertAll(column => column.All(count)).ToArray();
        for (var row = 0; row < count; row++)
        {
            AddRow(read, row);
            for (var k = 0; k < numbers.Length; k++)
            {
                columns.Probability(k, double.IsFinite(numbers[k][row]) ? numbers[k][row] : Number(probabilities[k], row));
            }

            columns.EndRow();
        }

        foreach (var column in read)
        {
            column?.Dispose();
        }
    }

    private void Begin(int listLength)
    {
        if (begun)
        {
            return;
        }

        begun = true;
        var classes = names.Contains(List)
            ? [.. Enumerable.Range(0, listLength).Select(k => k.ToString(CultureInfo.InvariantCulture))]
            : names.Select(ClassOf).OfType<string>().ToList();
        columns.Begin(new ColumnSet
        {
            Item = kinds.Contains(ColumnKind.Item),
            Label = kinds.Contains(ColumnKind.Label),
            Prediction = kinds.Contains(ColumnKind.Prediction),
            Score = kinds.Contains(ColumnKind.Score),
            Cluster = kinds.Contains(ColumnKind.Cluster),
            Sample = kinds.Contains(ColumnKind.Sample),
            Probabilities = classes.Count == 0 ? null : classes,
            Notes = notes,
        });
        columns.Expect(promised);
    }

    private void AddRow(ParquetColumn[] read, int row)
    {
        columns.BeginRow((int)Math.Min(++rows, int.MaxValue));
        var sample = -1;
        for (var i = 0; i < read.Length; i++)
        {
            switch (kinds[i])
            {
                case ColumnKind.Item: columns.Item(read[i].Id(row)); break;
                case ColumnKind.Label: columns.Label(read[i].Text(row).Trim()); break;
                case ColumnKind.Prediction: columns.Prediction(read[i].Text(row).Trim()); break;
                case ColumnKind.Cluster: columns.Cluster(read[i].Text(row).Trim()); break;
                case ColumnKind.Score: columns.Score(Number(read[i], row)); break;
                case ColumnKind.Probability when read[i].IsList: AddList(read[i], row); break;
                case ColumnKind.Sample: sample = i; break;
                default: break;
            }
        }

        if (sample >= 0)
        {
            columns.Sample(read[sample].Text(row).Trim());
        }
    }

    private void AddList(ParquetColumn column, int row)
    {
        var values = column.List(row);
        if (values.Length != columns.Columns.Probabilities!.Count)
        {
            throw columns.Wrong(
                FormattableString.Invariant($"has {values.Length} probabilities, row 1 has {columns.Columns.Probabilities.Count}"),
                "give every item a probability for every class");
        }

        for (var k = 0; k < values.Length; k++)
        {
            columns.Probability(k, values[k]);
        }
    }

    private double Number(ParquetColumn column, int row) =>
        column.Number(row) is var number && double.IsFinite(number) ? number : throw columns.NoNumber(column.Text(row));

    /// <summary>The class of a column of probabilities: p3 is short for p:3; null where it is none.</summary>
    private static string? ClassOf(string name) =>
        name.StartsWith("p:", StringComparison.Ordinal) && name.Length > 2 ? name[2..]
        : name.StartsWith('p') && ClassCell.IsNumber(name.AsSpan(1)) ? name[1..]
        : null;
}
