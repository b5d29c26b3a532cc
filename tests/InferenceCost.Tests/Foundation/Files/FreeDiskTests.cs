using InferenceCost.Foundation.Files;
using InferenceCost.Tests.Machine.Facts;

namespace InferenceCost.Tests.Foundation.Files;

public sealed class FreeDiskTests
{
    [Fact]
    public void A_folder_that_is_not_made_yet_lies_on_its_parents_disk()
    {
        using var tree = new FakeTree();
        Assert.True(FreeDisk.Bytes(Path.Combine(tree.Root, "not", "yet")) > 0);
    }

    [Fact]
    public void A_path_that_cannot_be_is_null() => Assert.Null(FreeDisk.Bytes("a\0b"));
}
