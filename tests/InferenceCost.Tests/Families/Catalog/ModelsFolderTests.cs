using InferenceCost.Families.Catalog;
using InferenceCost.Foundation;

namespace InferenceCost.Tests.Families.Catalog;

public sealed class ModelsFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_option_goes_before_the_variable_and_that_before_the_search()
    {
        folder.Write("a/x", "");
        folder.Write("b/x", "");
        folder.Write("models/digits/family.json", "");

        Assert.Equal(folder.File("a"), ModelsFolder.Find(folder.File("a"), folder.File("b"), folder.Path));
        Assert.Equal(folder.File("b"), ModelsFolder.Find(null, folder.File("b"), folder.Path));
        Assert.Equal(folder.File("models"), ModelsFolder.Find(null, "", folder.Path));
    }

    [Fact]
    public void The_search_goes_upwards_and_passes_folders_without_families()
    {
        folder.Write("models/digits/family.json", "");
        folder.Write("program/models/weights.bin", "");
        Directory.CreateDirectory(folder.File("program", "bin", "Release"));

        Assert.Equal(folder.File("models"), ModelsFolder.Find(null, null, folder.File("program", "bin", "Release")));
    }

    [Fact]
    public void A_named_folder_that_does_not_exist_is_refused()
    {
        Assert.Contains("--models", Assert.Throws<InputException>(() => ModelsFolder.Find(folder.File("none"), null, folder.Path)).Message);
        Assert.Contains(
            ModelsFolder.Variable, Assert.Throws<InputException>(() => ModelsFolder.Find(null, folder.File("none"), folder.Path)).Message);
    }

    [Fact]
    public void No_folder_at_all_is_refused_with_what_to_do() =>
        Assert.Contains("--models", Assert.Throws<InputException>(() => ModelsFolder.Find(null, null, folder.Path)).Fix);
}
