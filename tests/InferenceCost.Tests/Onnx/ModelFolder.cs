namespace InferenceCost.Tests.Onnx;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class ModelFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("inference-cost-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
