using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n3.5,-4e-1\n")]
    [InlineData("a;b\r\n1;2\r\n3.5;-0.4\r\n")]
    [InlineData("\"a\"\tb\n 1 \t\"2\"\n3.5\t-.4")]
    public void Columns_are_read_as_an_array_row_by_row(string text)
    {
        var path = folder.Write("x.csv", text);
        Assert.Equal(["a", "b"], CsvTable.Header(path));
        Assert.Equal([2, 2], CsvTable.Shape(path, "b,a", axes: 2));
        var array = CsvTable.Read(path, "b,a", TensorElementType.Double, axes: 2);
        Assert.Equal([2, 2], array.Shape);
        Assert.Equal([2, 1, -0.4, 3.5], MemoryMarshal.Cast<byte, double>(array.Bytes).ToArray());
        Assert.Equal([2], CsvTable.Read(path, "a", TensorElementType.Double, axes: 1).Shape);
    }

    [Fact]
    public void Names_and_texts_may_hold_what_separates_them()
    {
        var path = folder.Write("x.csv", "\"a,\"\"b\"\"\",c\n\"one, two\",\"\"\n");
        var name = Assert.Single(CsvColumns.Split(CsvColumns.Join("a,\"b\"")));
        Assert.Equal(("a,\"b\"", name), (CsvTable.Header(path)[0], CsvTable.Header(path)[0]));
        Assert.Equal(["one, two"], CsvTable.Read(path, CsvColumns.Join(name), TensorElementType.String, axes: 1).Texts!);
        Assert.Equal(["one, two", ""], CsvTable.Read(path, CsvColumns.Join([name, "c"]), TensorElementType.String, axes: 2).Texts!);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,x\n", "line 3, column 'b': 'x' is no finite number")]
    [InlineData("a,b\n1,\n", "line 2, column 'b': '' is no finite number")]
    [InlineData("a,b\n1,nan\n", "line 2, column 'b': 'nan' is no finite number")]
    [InlineData("a,b\n1,2\n\n3\n", "line 4 has 1 values, the first line 2 names")]
    [InlineData("1.5,2\n1,2\n", "line 1 holds numbers and not names of columns")]
    [InlineData(",b\n0,1\n", "line 1 has no name for column 1")]
    [InlineData("b,b\n0,1\n", "line 1 names column 'b' twice")]
    [InlineData("a,c\n0,1\n", "has no column 'b'")]
    [InlineData("", "the file is empty")]
    public void What_is_wrong_is_refused_with_line_and_column(string text, string why)
    {
        var path = folder.Write("x.csv", text);
        var thrown = Assert.Throws<InputException>(() => CsvTable.Read(path, "b", TensorElementType.Double, axes: 1));
        Assert.Contains(why, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_stay_exact_and_fractions_are_none()
    {
        var path = folder.Write("x.csv", "a,b\n9007199254740993,1.5\n3.0,2\n");
        Assert.Equal(
            [9007199254740993, 3],
            MemoryMarshal.Cast<byte, long>(CsvTable.Read(path, "a", TensorElementType.Int64, axes: 1).Bytes).ToArray());
        Assert.Contains(
            "line 2, column 'b': '1.5' is no whole number, which the model takes",
            Assert.Throws<InputException>(() => CsvTable.Read(path, "b", TensorElementType.Int64, axes: 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_that_pandas_numbered_are_named_by_their_numbers() =>
        Assert.Equal(["0", "1"], CsvTable.Header(folder.Write("x.csv", "0,1\n5,6\n")));
}
