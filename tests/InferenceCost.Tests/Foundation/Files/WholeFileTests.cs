using InferenceCost.Foundation.Files;

namespace InferenceCost.Tests.Foundation.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_writer_that_throws_leaves_the_old_file_and_nothing_else()
    {
        WholeFile.WriteText(folder.File("a.txt"), "old");
        Assert.Throws<IOException>(() => WholeFile.Write(folder.File("a.txt"), stream =>
        {
            stream.Write("half"u8);
            throw new IOException("disk full");
        }));

        Assert.Equal("old", File.ReadAllText(folder.File("a.txt")));
        Assert.Equal(["a.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_shorter_text_replaces_a_longer_one_without_a_rest()
    {
        WholeFile.WriteText(folder.File("a.txt"), "a long text");
        WholeFile.WriteText(folder.File("a.txt"), "é");
        Assert.Equal("é"u8.ToArray(), File.ReadAllBytes(folder.File("a.txt")));
    }

    [Fact]
    public void Missing_folders_are_made()
    {
        var path = Path.Combine(folder.Path, "b", "c", "a.txt");
        WholeFile.WriteText(path, "x");
        Assert.Equal("x", File.ReadAllText(path));
    }
}
