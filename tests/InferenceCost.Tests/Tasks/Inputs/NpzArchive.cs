using System.IO.Compression;
using System.Text;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>Writes NumPy's archives of arrays (.npz) as NumPy does, for what reads them.</summary>
internal static class NpzArchive
{
    public static void Write(string path, IEnumerable<NpyArray> arrays)
    {
        using var stream = File.Create(path);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var array in arrays)
        {
            using var entry = archive.CreateEntry(array.Name + ".npy").Open();
            entry.Write(Header(array));
            entry.Write(array.Bytes);
        }
    }

    private static byte[] Header(NpyArray array)
    {
        var shape = string.Concat(array.Shape.Select(size => FormattableString.Invariant($"{size}, "))).TrimEnd(' ');
        var text = $"{{'descr': '{WordOf(array.Type)}', 'fortran_order': False, 'shape': ({shape}), }}";

        // NumPy aligns the data to 64 bytes.
        var padding = 63 - ((10 + text.Length) % 64);
        var dictionary = Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n");
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)dictionary.Length, (byte)(dictionary.Length >> 8)];
        return [.. start, .. dictionary];
    }

    private static string WordOf(TensorElementType type) => type switch
    {
        TensorElementType.Bool => "|b1",
        TensorElementType.Int8 => "|i1",
        TensorElementType.UInt8 => "|u1",
        TensorElementType.Int32 => "<i4",
        TensorElementType.Int64 => "<i8",
        TensorElementType.Float16 => "<f2",
        TensorElementType.Float => "<f4",
        TensorElementType.Double => "<f8",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no test writes such elements"),
    };
}
