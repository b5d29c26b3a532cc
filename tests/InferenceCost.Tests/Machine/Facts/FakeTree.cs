using InferenceCost.Machine.Platform;

namespace InferenceCost.Tests.Machine.Facts;

/// <summary>A folder of made-up system files that stands for <c>/</c>.</summary>
internal sealed class FakeTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("inference-cost-tree-").FullName;

    public SystemFiles Files => new(Root);

    public FakeTree With(string path, string text)
    {
        Assert.SkipWhen(
            OperatingSystem.IsWindows() && path.Contains(':', StringComparison.Ordinal), "Windows allows no colon in a file's name");
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
