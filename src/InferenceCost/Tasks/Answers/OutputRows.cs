using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Tasks.Answers;

/// <summary>
/// The numbers of an output that no file of predictions can hold, item by item: NumPy's form (.npy, version 1.0), beside that file.
/// </summary>
/// <param name="Items">How many items there are.</param>
/// <param name="Columns">Numbers an item.</param>
/// <param name="Values">Shape [items, columns], row by row.</param>
public sealed partial record OutputRows(int Items, int Columns, float[] Values)
{
    private const int Start = 10;

    /// <summary>Where they lie beside a file of predictions.</summary>
    public static string FileBeside(string predictions) => Path.ChangeExtension(predictions, ".npy");

    /// <summary>Writes them, whole or not at all.</summary>
    public static void Write(string path, OutputRows rows) => WholeFile.Write(path, stream =>
    {
        var text = FormattableString.Invariant(
            $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows.Items}, {rows.Columns}), }}");

        // The data begins at a multiple of 64 bytes, the header ends in a line feed.
        text = text.PadRight(text.Length + 63 - ((Start + text.Length) % 64)) + "\n";
        Span<byte> start = stackalloc byte[Start];
        start[0] = 0x93;
        "NUMPY"u8.CopyTo(start[1..]);
        start[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(start[8..], (ushort)text.Length);
        stream.Write(start);
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Write(MemoryMarshal.AsBytes(rows.Values.AsSpan()));
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static OutputRows Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            var data = Start + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
            var shape = Shape().Match(Encoding.ASCII.GetString(bytes, Start, data - Start));
            var (items, columns) = (
                int.Parse(shape.Groups[1].Value, CultureInfo.InvariantCulture),
                int.Parse(shape.Groups[2].Value, CultureInfo.InvariantCulture));
            return bytes.Length - data == 4L * items * columns
                ? new OutputRows(items, columns, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(data)).ToArray())
                : throw new FormatException("its header promises another length");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException
            or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{path}: cannot be read, {error.Message.Split('\n')[0]}", "measure again", error);
        }
    }

    [GeneratedRegex(@"'shape': \((\d+), (\d+)\)")]
    private static partial Regex Shape();
}
