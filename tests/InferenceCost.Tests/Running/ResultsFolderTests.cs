using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running;

namespace InferenceCost.Tests.Running;

public sealed class ResultsFolderTests
{
    [Theory]
    [InlineData(RunStore.FileName, "")]
    [InlineData(Journal.FileName, "{}\n")]
    public void A_run_that_is_there_is_not_written_over(string file, string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write(file, text);
        Assert.Contains(
            "holds a run already",
            Assert.Throws<InputException>(() => ResultsFolder.Create(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_killed_before_it_began_leaves_its_folder_free()
    {
        using var folder = new TemporaryFolder();
        folder.Write(Journal.FileName, "");
        Assert.Equal(Path.GetFullPath(folder.Path), ResultsFolder.Create(folder.Path));
    }
}
