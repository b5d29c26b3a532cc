using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace InferenceCost.Foundation.Files;

/// <summary>
/// The entries of a zip archive, each read into memory and never onto a disk, so that its name leads nowhere. The framework's own reader
/// takes neither zstd (method 93) nor a look at the checksum. Layout: PKWARE's APPNOTE, sections 4.3.7 to 4.3.16.
/// </summary>
/// <param name="stream">The archive, which can be read at any place; its position is moved.</param>
internal sealed class ZipListing(Stream stream)
{
    /// <summary>More entries than any archive of answers has.</summary>
    public const int MostEntries = 2_000_000;

    private const int EndLength = 22;
    private const int LongestComment = 65_535;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const uint Zip64 = uint.MaxValue;

    /// <summary>Lists them, in the order of the archive's directory.</summary>
    /// <exception cref="InvalidDataException">It is no such archive, or a damaged one.</exception>
    public IReadOnlyList<ZipItem> Read()
    {
        var (count, offset, length) = Directory();
        if (count < 0 || count > MostEntries || offset < 0 || length < 0 || length > int.MaxValue || offset > stream.Length - length
            || count > length / CentralLength)
        {
            throw new InvalidDataException("its directory cannot be right");
        }

        var directory = Bytes(offset, (int)length);
        var items = new List<ZipItem>((int)count);
        var place = 0;
        for (var i = 0L; i < count; i++)
        {
            items.Add(Item(directory, ref place));
        }

        // Entries that lie over each other unpack to far more than the archive holds.
        return items.Sum(item => (decimal)item.PackedLength) <= stream.Length ? items
            : throw new InvalidDataException("its entries are longer than the archive");
    }

    /// <summary>Reads one entry, whole.</summary>
    /// <param name="item">The entry.</param>
    /// <param name="most">Bytes; a longer one is refused before and while it is unpacked.</param>
    /// <exception cref="InvalidDataException">It is damaged, longer than allowed, or packed in a way that is not known.</exception>
    public byte[] Unpack(ZipItem item, int most)
    {
        if (item.Length < 0 || item.Length > most)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it unpacks to {item.Length} bytes, more than {most}"));
        }

        var local = Bytes(item.Offset, LocalLength);
        if (!local.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            throw new InvalidDataException("the directory leads to no entry");
        }

        if ((item.Flags & 1) != 0)
        {
            throw new InvalidDataException("it is encrypted");
        }

        var start = item.Offset + LocalLength + UInt16(local, 26) + UInt16(local, 28);
        if (item.PackedLength < 0 || item.PackedLength > int.MaxValue)
        {
            throw new InvalidDataException("the directory claims a length that cannot be right");
        }

        using var packed = new MemoryStream(Bytes(start, (int)item.PackedLength), writable: false);
        var content = new byte[item.Length];
        var count = Fill(packed, item.Method, content);
        return count == content.Length && Crc32.Of(content) == item.Checksum ? content
            : throw new InvalidDataException("its content does not fit its checksum");
    }

    /// <returns>How many bytes came; one more than there is room for where the entry goes on.</returns>
    private static int Fill(MemoryStream packed, int method, byte[] content)
    {
        using Stream unpacked = method switch
        {
            0 => packed,
            8 => new DeflateStream(packed, CompressionMode.Decompress),
            93 => new DecompressionStream(packed),
            _ => throw new InvalidDataException(
                FormattableString.Invariant($"it is packed by method {method}; 0, 8 (deflate) and 93 (zstd) are known")),
        };
        try
        {
            var count = unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return unpacked.ReadByte() < 0 ? count : count + 1;
        }
        catch (Exception error) when (error is ZstdException or EndOfStreamException or InvalidOperationException)
        {
            throw new InvalidDataException("it cannot be unpacked", error);
        }
    }

    private (long Count, long Offset, long Length) Directory()
    {
        var tail = Bytes(Math.Max(0, stream.Length - EndLength - LongestComment), (int)Math.Min(stream.Length, EndLength + LongestComment));
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end > tail.Length - EndLength)
        {
            throw new InvalidDataException("it has no directory at its end: it is no zip archive, or its end is missing");
        }

        var (count, length, offset) = ((long)UInt16(tail, end + 10), (long)UInt32(tail, end + 12), (long)UInt32(tail, end + 16));
        if (count != ushort.MaxValue && length != Zip64 && offset != Zip64)
        {
            return (count, offset, length);
        }

        // What has no room here stands in a record that the locator before points to.
        if (end < 20 || !tail.AsSpan(end - 20).StartsWith("PK\u0006\u0007"u8))
        {
            throw new InvalidDataException("its directory cannot be right");
        }

        var large = Bytes(Int64(tail, end - 12), 56);
        return large.AsSpan().StartsWith("PK\u0006\u0006"u8) ? (Int64(large, 32), Int64(large, 48), Int64(large, 40))
            : throw new InvalidDataException("its directory cannot be right");
    }

    private static ZipItem Item(byte[] directory, ref int place)
    {
        if (place > directory.Length - CentralLength || !directory.AsSpan(place).StartsWith("PK\u0001\u0002"u8))
        {
            throw new InvalidDataException("its directory cannot be right");
        }

        var at = place;
        var (nameLength, extraLength) = (UInt16(directory, at + 28), UInt16(directory, at + 30));
        place += CentralLength + nameLength + extraLength + UInt16(directory, at + 32);
        if (place > directory.Length)
        {
            throw new InvalidDataException("its directory cannot be right");
        }

        var name = Encoding.UTF8.GetString(directory, at + CentralLength, nameLength);
        var (length, packed) = ((long)UInt32(directory, at + 24), (long)UInt32(directory, at + 20));
        var offset = (long)UInt32(directory, at + 42);
        ReadLarge(directory.AsSpan(at + CentralLength + nameLength, extraLength), ref length, ref packed, ref offset);
        return new ZipItem(name, UInt16(directory, at + 10), UInt16(directory, at + 8), UInt32(directory, at + 16), length, packed, offset);
    }

    /// <summary>Numbers of 64 bits stand in an extra field, those alone that have no room in 32, in this order.</summary>
    private static void ReadLarge(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            var size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (size > extra.Length - 4)
            {
                throw new InvalidDataException("its directory cannot be right");
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
            {
                var rest = extra.Slice(4, size);
                Take(ref rest, ref length);
                Take(ref rest, ref packed);
                Take(ref rest, ref offset);
            }

            extra = extra[(4 + size)..];
        }

        static void Take(ref ReadOnlySpan<byte> rest, ref long value)
        {
            if (value == Zip64 && rest.Length >= 8)
            {
                value = BinaryPrimitives.ReadInt64LittleEndian(rest);
                rest = rest[8..];
            }
        }
    }

    private byte[] Bytes(long offset, int count)
    {
        if (offset < 0 || offset > stream.Length - count)
        {
            throw new InvalidDataException("it ends too early");
        }

        var bytes = new byte[count];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static ushort UInt16(byte[] bytes, int place) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(place));

    private static uint UInt32(byte[] bytes, int place) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(place));

    private static long Int64(byte[] bytes, int place) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(place));
}
