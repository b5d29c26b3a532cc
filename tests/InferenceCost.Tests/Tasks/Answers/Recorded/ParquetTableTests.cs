using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using Parquet;
using Parquet.Schema;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class ParquetTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Columns_have_the_names_of_CSV_and_any_type_of_number()
    {
        var read = await Read(
            [
                new DataField<long>("question_id"), new DataField<int>("target", nullable: true), new DataField<double>("pred"),
                new DataField<float>("p1"), new DataField<double>("p0"), new DataField<string>("group"), new DataField<bool>("flag"),
            ],
            async (group, fields) =>
            {
                await group.WriteAsync<long>(fields[0], new long[] { 10, 11, 12 }.AsMemory());
                await group.WriteAsync<int>(fields[1], new int?[] { 1, 0, 1 }.AsMemory());
                await group.WriteAsync<double>(fields[2], new double[] { 1, 0, 0 }.AsMemory());
                await group.WriteAsync<float>(fields[3], new float[] { 0.75f, 0.25f, 0.5f }.AsMemory());
                await group.WriteAsync<double>(fields[4], new double[] { 0.25, 0.75, 0.5 }.AsMemory());
                await group.WriteAsync(fields[5], ["a", "a", "b"]);
                await group.WriteAsync<bool>(fields[6], new bool[] { true, true, false }.AsMemory());
            });
        Assert.Equal(["10", "11", "12"], read.Items);
        Assert.Equal([1, 0, 1], read.Labels!);
        Assert.Equal([1, 0, 0], read.Predicted);
        Assert.Equal([0.25f, 0.75f, 0.75f, 0.25f, 0.5f, 0.5f], read.Probabilities!);
        Assert.Equal(["a", "a", "b"], read.Clusters!);
        Assert.Contains("left alone: 'flag'", read.Notes);
    }

    [Fact]
    public async Task Probabilities_may_be_one_column_of_lists_and_row_groups_follow_each_other()
    {
        var list = new ListField("probabilities", new DataField<double>("element", nullable: true));
        var schema = new ParquetSchema(new DataField<string>("item"), new DataField<int>("prediction"), list);
        var path = folder.File("p.parquet");
        await Write(path, schema, 2, async (group, part) =>
        {
            await group.WriteAsync(schema.DataFields[0], [$"a{part}", $"b{part}"]);
            await group.WriteAsync<int>(schema.DataFields[1], new int[] { part, 1 }.AsMemory());
            await group.WriteAsync<double>(
                schema.DataFields[2], new double?[] { 0.5, 0.5, 0.25, 0.75 }.AsMemory(), new int[] { 0, 1, 0, 1 }.AsMemory());
        });
        var read = RecordedPredictions.Read(path);
        Assert.Equal(["a0", "b0", "a1", "b1"], read.Items);
        Assert.Equal([0, 1, 1, 1], read.Predicted);
        Assert.Equal([0.5f, 0.5f, 0.25f, 0.75f, 0.5f, 0.5f, 0.25f, 0.75f], read.Probabilities!);
        Assert.Null(read.Labels);
    }

    [Fact]
    public async Task What_is_missing_is_named_with_its_row()
    {
        Assert.Equal(
            "row 2 has no prediction",
            await Refused([new DataField<string>("item"), new DataField<string>("prediction")], async (group, fields) =>
            {
                await group.WriteAsync(fields[0], ["a", "b"]);
                await group.WriteAsync(fields[1], ["x", null!]);
            }));
        Assert.Equal(
            "row 2 holds '', which is no number",
            await Refused([new DataField<string>("item"), new DataField<double>("score", nullable: true)], async (group, fields) =>
            {
                await group.WriteAsync(fields[0], ["a", "b"]);
                await group.WriteAsync<double>(fields[1], new double?[] { 1, null }.AsMemory());
            }));
        Assert.Equal(
            "its schema has no 'item' (left alone: 'name')",
            await Refused([new DataField<string>("name"), new DataField<int>("prediction")], async (group, fields) =>
            {
                await group.WriteAsync(fields[0], ["a"]);
                await group.WriteAsync<int>(fields[1], new int[] { 1 }.AsMemory());
            }));
    }

    [Fact]
    public void What_is_no_Parquet_is_refused()
    {
        foreach (var text in new[] { "PAR1", "item,score\na,1\n", "" })
        {
            File.WriteAllText(folder.File("x.parquet"), text);
            Assert.Contains(
                "x.parquet: cannot be read as Parquet",
                Assert.Throws<InputException>(() => RecordedPredictions.Read(folder.File("x.parquet"))).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Writes a file for the mutated ones.</summary>
    internal static async Task Write(string path, ParquetSchema schema, int groups, Func<ParquetRowGroupWriter, int, Task> write)
    {
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        for (var part = 0; part < groups; part++)
        {
            using var group = writer.CreateRowGroup();
            await write(group, part);
        }
    }

    private async Task<Predictions> Read(Field[] fields, Func<ParquetRowGroupWriter, DataField[], Task> write)
    {
        var schema = new ParquetSchema(fields);
        var path = folder.File(string.Create(CultureInfo.InvariantCulture, $"p{fields.Length}.parquet"));
        await Write(path, schema, 1, (group, _) => write(group, schema.DataFields));
        return RecordedPredictions.Read(path);
    }

    private async Task<string> Refused(Field[] fields, Func<ParquetRowGroupWriter, DataField[], Task> write)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => Read(fields, write));
        return error.Message[(error.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }
}
