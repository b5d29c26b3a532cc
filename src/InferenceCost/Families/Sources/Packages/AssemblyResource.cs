using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.Sources.Packages;

/// <summary>A resource of a .NET assembly, read from the file's tables: no code of the assembly runs.</summary>
internal static class AssemblyResource
{
    /// <summary>Copies the bytes of a resource.</summary>
    /// <param name="assembly">The assembly; it can be searched.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <exception cref="InputException">The file is no assembly, or has no such resource.</exception>
    public static void Copy(Stream assembly, string name, Stream target)
    {
        try
        {
            using var file = new PEReader(assembly, PEStreamOptions.LeaveOpen);
            var metadata = file.GetMetadataReader();
            var resources = metadata.ManifestResources.Select(metadata.GetManifestResource)
                .Where(resource => resource.Implementation.IsNil) // the others lie in other files
                .ToDictionary(resource => metadata.GetString(resource.Name));
            if (!resources.TryGetValue(name, out var found))
            {
                throw new InputException(
                    $"the assembly has no resource '{name}'", $"name one of: {NearestWord.List(name, [.. resources.Keys])}");
            }

            var section = file.GetSectionData(file.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);

            // ECMA-335, II.24.2.4: four bytes of length, then the resource.
            var start = checked((int)found.Offset);
            var length = section.GetReader(start, sizeof(int)).ReadInt32();
            CopyBytes(section.GetReader(start + sizeof(int), length), target);
        }
        catch (Exception damaged) when (damaged is BadImageFormatException or InvalidOperationException or ArgumentException)
        {
            throw new InputException(
                $"the file is no .NET assembly, or damaged: {damaged.Message}", "fetch the package again", damaged);
        }
    }

    private static void CopyBytes(BlobReader reader, Stream target)
    {
        var piece = new byte[1 << 20];
        while (reader.RemainingBytes > 0)
        {
            var length = Math.Min(piece.Length, reader.RemainingBytes);
            reader.ReadBytes(length, piece, 0);
            target.Write(piece, 0, length);
        }
    }
}
