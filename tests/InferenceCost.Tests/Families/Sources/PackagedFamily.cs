using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Families.Sources;

/// <summary>
/// A family whose teacher lies in a NuGet package, in a folder with a NuGet configuration of its own: a folder is the source of packages,
/// another one holds those that were restored. The student is the beginning of the teacher's graph, continued by a tail.
/// </summary>
internal sealed class PackagedFamily : IDisposable
{
    public const string Package = "Tiny.Models";
    public const string Version = "1.2.3";
    public const string Resource = "Tiny.Models.Resources.model.onnx";
    public const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string AssemblyFile = "lib/netstandard2.0/Tiny.Models.dll";

    private readonly TemporaryFolder folder = new();

    public PackagedFamily()
    {
        folder.Write("nuget.config", Configuration("""<add key="local" value="feed" />"""));
        Directory.CreateDirectory(folder.File("feed"));
        folder.Write("models/tiny/family.json", "{}");
        Tail().Save(folder.File("models", "tiny", "tail.onnx"));
        Publish();
    }

    public string Folder => folder.Path;

    public string Models => folder.File("models");

    /// <summary>The teacher's file, as it comes out of the package; one of its weights is large enough to be converted.</summary>
    public static byte[] Teacher { get; } = TinyModels.Mlp([4, 128, 128, 3]).ToByteArray();

    /// <summary>What lies in the folder of what is made, below it and without its own name.</summary>
    public IEnumerable<string> Made => Directory.Exists(folder.File("models", BuiltGraphFolder.FolderName))
        ? Directory.EnumerateFiles(folder.File("models", BuiltGraphFolder.FolderName), "*", SearchOption.AllDirectories)
        : [];

    public void Dispose() => folder.Dispose();

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The configuration of NuGet, with these sources only.</summary>
    public static string Configuration(string sources) => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="restored" /></config>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
          <packageSources><clear />{sources}</packageSources>
          <packageSourceMapping><clear /></packageSourceMapping>
        </configuration>
        """;

    public void Configure(string configuration) => folder.Write("nuget.config", configuration);

    /// <summary>Puts the package into the source: an assembly with the teacher as a resource, unless something else is named.</summary>
    public string Publish(string file = AssemblyFile, byte[]? content = null)
    {
        var path = folder.File("feed", $"{Package}.{Version}.nupkg");
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Add(archive, $"{Package}.nuspec", Encoding.UTF8.GetBytes($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>{Package}</id><version>{Version}</version><authors>tests</authors><description>A model.</description>
            </metadata></package>
            """));
        Add(archive, file, content ?? Assembly(Resource, Teacher));
        return path;
    }

    /// <summary>Puts the package where NuGet keeps those that were restored, and takes it from the source.</summary>
    public void Restore()
    {
        var package = folder.File("feed", $"{Package}.{Version}.nupkg");
        var restored = folder.File("restored", Package.ToLowerInvariant(), Version);
        ZipFile.ExtractToDirectory(package, restored);
        File.WriteAllText(Path.Combine(restored, ".nupkg.metadata"), """{ "version": 2, "contentHash": "" }""");
        File.Delete(package);
    }

    /// <summary>The family; what is not declared in <paramref name="change"/> is right, but for the hash of what is put together.</summary>
    public FamilyDefinition Load(Action<JsonArray>? change = null)
    {
        var package = $$"""
            { "id": "{{Package}}", "version": "{{Version}}", "file": "{{AssemblyFile}}", "resource": "{{Resource}}",
              "sha256": "{{Hash(Teacher)}}", "downloadBytes": 1500000, "licence": "Apache-2.0", "upstream": "somebody/tiny" }
            """;
        var family = JsonNode.Parse($$"""
            { "id": "tiny", "name": "Tiny", "task": { "kind": "none" },
              "models": [
                { "id": "big", "name": "Big", "role": "teacher", "precision": "fp32", "weights": "trained",
                  "package": {{package}}, "sha256": "{{Hash(Teacher)}}" },
                { "id": "small", "name": "Small", "role": "student", "distilled": true, "teacher": "big", "precision": "fp32",
                  "weights": "trained", "package": {{package}},
                  "tail": { "file": "tail.onnx", "sha256": "{{Hash(File.ReadAllBytes(folder.File("models", "tiny", "tail.onnx")))}}" },
                  "sha256": "{{Zeros}}" } ] }
            """)!;
        change?.Invoke(family["models"]!.AsArray());
        folder.Write("models/tiny/family.json", family.ToJsonString());
        return FamilyFile.Load(folder.File("models", "tiny"));
    }

    /// <summary>A change that leaves the teacher alone.</summary>
    public static void TeacherOnly(JsonArray models) => models.RemoveAt(1);

    public static int Make(FamilyDefinition family, Action<string>? note = null) =>
        ModelSources.MakePresent(family, note ?? (_ => { }), TestContext.Current.CancellationToken);

    /// <summary>An assembly without code that holds one resource.</summary>
    private static byte[] Assembly(string resource, byte[] content)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("tiny.dll"), metadata.GetOrAddGuid(new Guid(1, 2, 3, new byte[8])), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString("tiny"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var resources = new BlobBuilder();
        resources.WriteInt32(content.Length);
        resources.WriteBytes(content);
        metadata.AddManifestResource(ManifestResourceAttributes.Public, metadata.GetOrAddString(resource), default, 0);
        var built = new BlobBuilder();
        new ManagedPEBuilder(
            PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder(), managedResources: resources)
            .Serialize(built);
        return built.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    /// <summary>Goes on from the first layer, with a head of its own in half precision.</summary>
    private static InferenceCost.Onnx.Schema.ModelProto Tail()
    {
        Half[] head = [.. Enumerable.Range(0, 384).Select(index => (Half)(index % 24 / 8f))];
        return new GraphBuilder("tail")
            .Input("relu1", TensorElementType.Float, "N", 128).Output("logits", TensorElementType.Float, "N", 3)
            .Initializer("head.half", TensorElementType.Float16, [128, 3], MemoryMarshal.AsBytes<Half>(head))
            .Node("Cast", ["head.half"], ["head"], GraphBuilder.Whole("to", (long)TensorElementType.Float))
            .Node("MatMul", ["relu1", "head"], ["logits"]).Model;
    }
}
