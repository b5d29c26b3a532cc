using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tests.Tasks.Answers;

public sealed class OutputRowsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read_again_by_us_and_as_an_array_of_NumPy()
    {
        var path = OutputRows.FileBeside(folder.File("own.student.cpu.csv"));
        OutputRows.Write(path, new OutputRows(2, 3, [1, 2, 3, 4, 5, float.NegativeInfinity]));
        var read = OutputRows.Read(path);
        Assert.Equal((2, 3), (read.Items, read.Columns));
        Assert.Equal([1, 2, 3, 4, 5, float.NegativeInfinity], read.Values);
        Assert.Equal([2L, 3], NpyFile.Read(path).Shape);
        Assert.EndsWith("own.student.cpu.npy", path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_cut_is_refused()
    {
        var path = folder.File("r.npy");
        OutputRows.Write(path, new OutputRows(2, 3, [1, 2, 3, 4, 5, 6]));
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<InputException>(() => OutputRows.Read(path));
        }
    }
}
