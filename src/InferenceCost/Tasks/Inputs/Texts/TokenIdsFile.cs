using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Tasks.Inputs.Texts;

/// <summary>Token ids as an archive of NumPy arrays, padded to one length: what models of texts are fed, and what a data file is.</summary>
internal static class TokenIdsFile
{
    // numpy/lib/format.py: headers end at a multiple of this.
    private const int HeaderAlignment = 64;

    /// <summary>
    /// Writes <c>input_ids</c>, <c>attention_mask</c> and <c>token_type_ids</c>, [texts, length] int64; whole, or not at all.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="texts">The ids of each text.</param>
    /// <param name="length">To how many tokens all are padded.</param>
    /// <param name="padding">The id of the padding token.</param>
    public static void Write(string path, IReadOnlyList<long[]> texts, int length, long padding) => WholeFile.Write(path, stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, "input_ids", texts, length, (text, row) =>
        {
            row.Fill(padding);
            text.CopyTo(row);
        });
        Add(archive, "attention_mask", texts, length, (text, row) => row[..text.Length].Fill(1));
        Add(archive, "token_type_ids", texts, length, (_, _) => { });
    });

    private static void Add(
        ZipArchive archive, string name, IReadOnlyList<long[]> texts, int length, RowWriter write)
    {
        var entry = archive.CreateEntry(name + ".npy", CompressionLevel.Fastest);

        // The same texts give the same bytes, and so the same hash of the data.
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var target = entry.Open();
        target.Write(Header(texts.Count, length));
        var row = new long[length];
        foreach (var text in texts)
        {
            Array.Clear(row);
            write(text, row);
            target.Write(MemoryMarshal.AsBytes(row.AsSpan()));
        }
    }

    private static byte[] Header(int items, int length)
    {
        var fields = string.Create(
            CultureInfo.InvariantCulture, $"{{'descr': '<i8', 'fortran_order': False, 'shape': ({items}, {length}), }}");
        const int Before = 10;
        var padded = (Before + fields.Length + HeaderAlignment) / HeaderAlignment * HeaderAlignment;
        var header = new byte[padded];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(padded - Before));
        Encoding.ASCII.GetBytes(fields.PadRight(padded - Before - 1) + "\n").CopyTo(header, Before);
        return header;
    }

    private delegate void RowWriter(long[] text, Span<long> row);
}
