using System.Text;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Reads one array in NumPy's format (.npy). What its header claims is held against what is there before it is believed.</summary>
internal static class NpyStream
{
    private const int LongestHeader = 65_536;

    /// <summary>Reads what an array is, and not its elements.</summary>
    /// <param name="where">File and array, for messages.</param>
    /// <param name="stream">Where it begins.</param>
    /// <exception cref="InputException">It is damaged, or of a kind that is not supported.</exception>
    public static (TensorElementType Type, long[] Shape) ReadHeader(string where, Stream stream) =>
        NpyHeader.Parse(where, ReadHeader(where, stream, out _));

    /// <summary>Reads an array.</summary>
    /// <param name="where">File and array, for messages.</param>
    /// <param name="name">Its name.</param>
    /// <param name="stream">Where it begins.</param>
    /// <param name="length">How long it is said to be with its header, in bytes.</param>
    /// <exception cref="InputException">It is damaged, or of a kind that is not supported.</exception>
    public static NpyArray Read(string where, string name, Stream stream, long length)
    {
        var (type, shape) = NpyHeader.Parse(where, ReadHeader(where, stream, out var headerBytes));
        var bytes = Size(where, type, shape);
        if (bytes != length - headerBytes)
        {
            throw new InputException(
                $"{where}: its header promises {bytes} bytes, the file holds {length - headerBytes}",
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
