using System.IO.Compression;
using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tests.Foundation.Files;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class CompressedAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0,2,-0.125\n1,0,0\n2,1,-1.5e-3\n")]
    [InlineData("2,1,-4\n0,2,-0.000\n1,0,-0.5")]
    [InlineData("0,2,-0.1\r\n1,0,-0.1\r\n2,1,-0.1\r\n")]
    public void The_class_of_each_item_is_read_in_the_order_of_the_data(string lines) => Assert.Equal([2, 0, 1], Read(lines, classes: 3));

    [Theory]
    [InlineData("0,0,-1\n1,0,-1\n", "answers 2 items of 3")]
    [InlineData("0,0,-1\n1,0,-1\n1,0,-1\n", "line 4 repeats item 1")]
    [InlineData("0,0,-1\n1,0,-1\n3,0,-1\n", "answers item '3' beside those of the data")]
    [InlineData("0,0,-1\n1,0,-1\n-1,0,-1\n", "answers item '-1' beside those of the data")]
    [InlineData("0,0,-1\n1,0,-1\n01,0,-1\n", "answers item '01' beside those of the data")]
    [InlineData("0,0,-1\n1,0,-1\n2,0,-1\n3,0,-1\n", "answers item '3' beside those of the data")]
    [InlineData("0,0,-1\n1,3,-1\n2,0,-1\n", "holds a class that the task does not have")]
    [InlineData("0,0,-1\n1,cat,-1\n2,0,-1\n", "holds a class that the task does not have")]
    [InlineData("0,0,-1\n1,0,0.01\n2,0,-1\n", "holds the logarithm of a probability above 1")]
    [InlineData("0,0,-1\n1,0,nan\n2,0,-1\n", "holds 'nan', which is no number")]
    [InlineData("0,0,-1\n1,0\n2,0,-1\n", "line 3 has 2 columns, the header 3")]
    [InlineData("", "holds no items")]
    public void Answers_that_are_not_one_class_of_the_task_for_every_item_are_refused(string lines, string what) =>
        Assert.Contains(what, Assert.Throws<InputException>(() => Read(lines, classes: 3)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("item,prediction\n0,0\n")]
    [InlineData("prediction,item,logprob\n0,0,-1\n")]
    [InlineData("item,prediction,logprob,more\n0,0,-1,1\n")]
    [InlineData("")]
    public void Other_columns_are_refused(string text) => Assert.Contains(
        "does not begin with the line 'item,prediction,logprob'",
        Assert.Throws<InputException>(() => CompressedAnswers.Read(PackedAnswers.Write(File, text), 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_unpacks_to_more_than_its_items_can_take_is_refused_before_it_is_in_memory()
    {
        using (var packed = new GZipStream(System.IO.File.Create(File), CompressionLevel.Optimal))
        {
            packed.Write("item,prediction,logprob\n"u8);
            var zeros = new byte[1 << 20];
            zeros.AsSpan().Fill((byte)'0');
            for (var megabytes = 0; megabytes < 256; megabytes++)
            {
                packed.Write(zeros);
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InputException>(() => CompressedAnswers.Read(File, 1000));
        Assert.Contains("unpacks to more than 1000 items can take", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_file_that_is_no_gzip_is_refused()
    {
        System.IO.File.WriteAllText(File, "item,prediction,logprob\n0,0,-1\n");
        Assert.Contains(
            "cannot be unpacked", Assert.Throws<InputException>(() => CompressedAnswers.Read(File, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_byte_is_changed_a_file_is_read_or_refused_and_nothing_crashes()
    {
        using var memory = TemporaryFolder.InMemory();
        var content = System.IO.File.ReadAllBytes(PackedAnswers.Write(File, 40, item => item % 3));
        Assert.Empty(MutatedBytes.Crashes(content, memory.File("answers.csv.gz"), path => CompressedAnswers.Read(path, 40, 3)).Take(20));
    }

    private string File => folder.File("answers.csv.gz");

    private int[] Read(string lines, int classes) =>
        CompressedAnswers.Read(PackedAnswers.Write(File, PackedAnswers.Header + lines), 3, classes);
}
