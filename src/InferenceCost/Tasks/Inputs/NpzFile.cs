using System.IO.Compression;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Reads NumPy's archives of arrays (.npz). What a header claims is held against what is there before it is believed.</summary>
public static class NpzFile
{
    /// <summary>The names of the arrays in a file.</summary>
    /// <exception cref="InputException">The file is missing or not an archive.</exception>
    public static IReadOnlyList<string> Names(string path) =>
        Open(path, archive => archive.Entries.Select(entry => NameOf(entry)).ToList());

    /// <summary>Reads one array.</summary>
    /// <exception cref="InputException">The file or the array is missing, damaged, or of a kind that is not supported.</exception>
    public static NpyArray Read(string path, string name) => Open(path, archive =>
    {
        var entry = Find(path, name, archive);
        using var stream = entry.Open();
        return NpyStream.Read($"{path}, array '{name}'", name, stream, entry.Length);
    });

    /// <summary>Reads what one array is, and not its elements.</summary>
    /// <exception cref="InputException">The file or the array is missing, damaged, or of a kind that is not supported.</exception>
    public static (TensorElementType Type, long[] Shape) ReadHeader(string path, string name) => Open(path, archive =>
    {
        var where = $"{path}, array '{name}'";
        using var stream = Find(path, name, archive).Open();
        return NpyStream.ReadHeader(where, stream);
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
}
