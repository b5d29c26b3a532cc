using System.IO.Compression;
using System.Text;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Reads NumPy's archives of arrays (.npz). What a header claims is held against what is there before it is believed.</summary>
public static class NpzFile
{
    private const int LongestHeader = 65_536;

    /// <summary>The names of the arrays in a file.</summary>
    /// <exception cref="InputException">The file is missing or not an archive.</exception>
    public static IReadOnlyList<string> Names(string path) =>
        Open(path, archive => archive.Entries.Select(entry => NameOf(entry)).ToList());

    /// <summary>Reads one array.</summary>
    /// <exception cref="InputException">The file or the array is missing, damaged, or of a kind that is not supported.</exception>
    public static NpyArray Read(string path, string name) => Open(path, archive =>
    {
        var entry = Find(path, name, archive);
        return ReadArray($"{path}, array '{name}'", name, entry);
    });

    /// <summary>Reads what one array is, and not its elements.</summary>
    /// <exception cref="InputException">The file or the array is missing, damaged, or of a kind that is not supported.</exception>
    public static (TensorElementType Type, long[] Shape) ReadHeader(string path, string name) => Open(path, archive =>
    {
        var where = $"{path}, array '{name}'";
        using var stream = Find(path, name, archive).Open();
        return NpyHeader.Parse(where, ReadHeader(where, stream, out _));
    });

    private static T Open<T>(string path, Func<ZipArchive, T> read)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file", "check the path");
        }

        try
        {
            using var archive = ZipFile.OpenRead(path);
            return read(archive);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: cannot be read as .npz, {error.Message.Split('\n')[0]}", "write it again with numpy.savez", error);
        }
    }

    private static ZipArchiveEntry Find(string path, string name, ZipArchive archive) =>
        archive.Entries.FirstOrDefault(entry => NameOf(entry) == name)
            ?? throw new InputException(
                $"{path}: holds no array '{name}'", $"name one of: {string.Join(", ", archive.Entries.Select(NameOf).Take(10))}");

    private static string NameOf(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;

    private static NpyArray ReadArray(string where, string name, ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var (type, shape) = NpyHeader.Parse(where, ReadHeader(where, stream, out var headerBytes));
        var bytes = Size(where, type, shape);
        if (bytes != entry.Length - headerBytes)
        {
            throw new InputException(
                $"{where}: its header promises {bytes} bytes, the file holds {entry.Length - headerBytes}",
                "write it again with numpy.savez");
        }

        // The archive's directory may lie about the size: the memory is taken as the data arrives.
        using var content = new MemoryStream();
        CopyAtMost(where, stream, content, bytes);
        return new NpyArray(name, type, shape, content.ToArray());
    }

    private static void CopyAtMost(string where, Stream from, MemoryStream to, long bytes)
    {
        var buffer = new byte[81_920];
        while (to.Length < bytes)
        {
            var count = from.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes - to.Length));
            if (count == 0)
            {
                throw new InputException($"{where}: ends after {to.Length} of {bytes} bytes", "write it again with numpy.savez");
            }

            to.Write(buffer, 0, count);
        }
    }

    private static long Size(string where, TensorElementType type, long[] shape)
    {
        try
        {
            var bytes = shape.Aggregate((long)NpyHeader.ElementBytes(type), (product, size) => checked(product * size));
            return bytes <= Array.MaxLength ? bytes : throw new OverflowException();
        }
        catch (OverflowException)
        {
            throw new InputException($"{where}: is larger than 2 GB", "split it, or score fewer items");
        }
    }

    private static string ReadHeader(string where, Stream stream, out long headerBytes)
    {
        Span<byte> start = stackalloc byte[12];
        stream.ReadExactly(start[..10]);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new InputException($"{where}: is not a NumPy array", "write it with numpy.savez");
        }

        var lengthBytes = start[6] >= 2 ? 4 : 2;
        if (lengthBytes == 4)
        {
            stream.ReadExactly(start[10..]);
        }

        var length = lengthBytes == 4 ? BitConverter.ToUInt32(start[8..12]) : BitConverter.ToUInt16(start[8..10]);
        if (length > LongestHeader)
        {
            throw new InputException($"{where}: its header is {length} bytes long", "write it again with numpy.savez");
        }

        var header = new byte[length];
        stream.ReadExactly(header);
        headerBytes = 8 + lengthBytes + length;
        return Encoding.UTF8.GetString(header);
    }
}
