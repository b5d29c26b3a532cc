using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace InferenceCost.RealFiles;

/// <summary>An input that a file is fed with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Numbers an item.</param>
/// <param name="Shape">Shape of an item.</param>
/// <param name="Between">Whole numbers from the first to before the second; null for fractions around 0.</param>
internal sealed record FedArray(string Name, int Count, int[] Shape, (int From, int Before)? Between);

/// <summary>Writes seeded items as NumPy does.</summary>
internal static class Items
{
    private const int Count = 8;

    /// <summary>Writes an archive with one array an input, items first.</summary>
    public static void Write(string path, IEnumerable<FedArray> inputs)
    {
        var random = new Random(1);
        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var input in inputs)
        {
            using var entry = archive.CreateEntry($"{input.Name}.npy", CompressionLevel.NoCompression).Open();
            entry.Write(Header(input));
            entry.Write(input.Between is { } range
                ? MemoryMarshal.AsBytes(Numbers(input, () => (long)random.Next(range.From, range.Before)))
                : MemoryMarshal.AsBytes(Numbers(input, () => (float)(random.NextDouble() - 0.5))));
        }
    }

    private static T[] Numbers<T>(FedArray input, Func<T> next) => [.. Enumerable.Range(0, Count * input.Count).Select(_ => next())];

    private static byte[] Header(FedArray input)
    {
        var text = $"{{'descr': '{(input.Between is null ? "<f4" : "<i8")}', 'fortran_order': False, "
            + $"'shape': ({Count}, {string.Join(", ", input.Shape)}), }}";
        var padded = text.PadRight(64 * ((text.Length + 10 + 64) / 64) - 11) + '\n';
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)padded.Length, (byte)(padded.Length >> 8), .. Encoding.ASCII.GetBytes(padded)];
    }
}
