using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Reads a file with one array of NumPy (.npy). It has no name but that of the file.</summary>
internal static class NpyFile
{
    /// <summary>What the array is called in messages and definitions.</summary>
    public static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    /// <summary>Reads the array.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or of a kind that is not supported.</exception>
    public static NpyArray Read(string path) => Open(path, stream => NpyStream.Read(path, NameOf(path), stream, stream.Length));

    /// <summary>Reads what the array is, and not its elements.</summary>
    /// <exception cref="InputException">As above.</exception>
    public static (TensorElementType Type, long[] Shape) ReadHeader(string path) =>
        Open(path, stream => NpyStream.ReadHeader(path, stream));

    private static T Open<T>(string path, Func<FileStream, T> read)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file", "check the path");
        }

        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception error) when (error is EndOfStreamException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path}: cannot be read as .npy, {error.Message.Split('\n')[0]}", "write it again with numpy.save", error);
        }
    }
}
