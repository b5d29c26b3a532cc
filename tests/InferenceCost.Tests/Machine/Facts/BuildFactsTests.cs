using InferenceCost.Machine.Facts;

namespace InferenceCost.Tests.Machine.Facts;

public sealed class BuildFactsTests
{
    private const string Commit = "72c82e6b1c5c4f6a8a0f4d1f2e3d4c5b6a798081";

    [Theory]
    [InlineData("0.1.0+" + Commit, "0.1.0", Commit)]
    [InlineData("0.1.0-rc.1", "0.1.0-rc.1", null)]
    [InlineData("0.1.0+local", "0.1.0", null)]
    [InlineData(null, "unknown", null)]
    public void The_version_carries_the_commit(string? informational, string version, string? commit) =>
        Assert.Equal((version, commit), BuildFacts.Split(informational));

    [Theory]
    [InlineData("# branch.oid " + Commit + "\n# branch.head main\n", false)]
    [InlineData("# branch.oid " + Commit + "\r\n# branch.head main\r\n1 .M N... 100644 100644 100644 a b README.md\r\n", true)]
    [InlineData("# branch.oid " + Commit + "\n? new.txt\n", true)]
    [InlineData("# branch.oid 1111111\n? new.txt\n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_checkout_is_dirty_only_when_it_is_that_of_the_build(string? status, bool? dirty) =>
        Assert.Equal(dirty, BuildFacts.IsDirty(status, Commit));

    [Fact]
    public void The_checkout_is_the_nearest_folder_upwards_also_when_it_is_a_worktree()
    {
        using var tree =
            new FakeTree().With("outer/.git/HEAD", "ref: x").With("outer/wt/.git", "gitdir: elsewhere").With("outer/wt/bin/net/x.dll", "");
        Assert.Equal(Path.Combine(tree.Root, "outer", "wt"), BuildFacts.Checkout(Path.Combine(tree.Root, "outer", "wt", "bin", "net")));
        Assert.Equal(Path.Combine(tree.Root, "outer"), BuildFacts.Checkout(Path.Combine(tree.Root, "outer")));
    }

    [Fact]
    public void A_checkout_that_git_does_not_accept_has_no_status()
    {
        using var tree = new FakeTree().With(".git", "gitdir: nowhere");
        Assert.Null(BuildFacts.Status(tree.Root));
        Assert.Null(BuildFacts.Status(null));
    }

    [Fact]
    public void This_build_knows_its_version_and_its_package()
    {
        var facts = BuildFacts.Read();
        Assert.Matches(@"^\d+\.\d+\.\d+", facts.ToolVersion);
        Assert.Matches("^(cpu|gpu)$", facts.OrtPackage);
        if (facts.Commit is null)
        {
            Assert.Null(facts.Dirty);
        }
    }
}
