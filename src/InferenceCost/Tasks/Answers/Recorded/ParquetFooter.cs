using System.Buffers.Binary;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Looks whether the footer of a Parquet file can be right before the library reads it: with damaged ones it goes on for minutes, making
/// elements of lists that are longer than the file. The footer is one struct of Thrift's compact protocol; nothing is taken from it here.
/// </summary>
internal ref struct ParquetFooter
{
    private const int Deepest = 32;
    private ReadOnlySpan<byte> rest;

    private ParquetFooter(ReadOnlySpan<byte> rest) => this.rest = rest;

    /// <summary>Checks the footer of a file; the stream stands at its beginning, and does again afterwards.</summary>
    /// <exception cref="InvalidDataException">It cannot be right.</exception>
    public static void Check(Stream stream)
    {
        Span<byte> end = stackalloc byte[8];
        if (stream.Length < 12)
        {
            throw Bad("it is too short");
        }

        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(end);
        if (!end[4..].SequenceEqual("PAR1"u8) || length > stream.Length - 12)
        {
            throw Bad("it has no footer at its end");
        }

        var bytes = new byte[length];
        stream.Position = stream.Length - end.Length - length;
        stream.ReadExactly(bytes);
        stream.Position = 0;
        new ParquetFooter(bytes).SkipStruct(0);
    }

    private void SkipStruct(int depth)
    {
        if (depth > Deepest)
        {
            throw Bad("its footer is nested too deeply");
        }

        while (Byte() is var header && (header & 15) != 0)
        {
            if (header >> 4 == 0)
            {
                Varint();
            }

            // The type of a field that is a truth value is its value.
            if ((header & 15) > 2)
            {
                Skip(header & 15, depth);
            }
        }
    }

    private void Skip(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3: Take(1); break;
            case 4 or 5 or 6: Varint(); break;
            case 7: Take(8); break;
            case 8: Take(Varint()); break;
            case 9 or 10: SkipList(depth + 1); break;
            case 12: SkipStruct(depth + 1); break;
            default: throw Bad("its footer holds what is not known");
        }
    }

    private void SkipList(int depth)
    {
        var header = Byte();
        var count = header >> 4 == 15 ? Varint() : (ulong)(header >> 4);

        // Every element takes a byte at least.
        if (count > (ulong)rest.Length || depth > Deepest)
        {
            throw Bad("its footer has a list that is longer than the file");
        }

        for (var i = 0UL; i < count; i++)
        {
            Skip(header & 15, depth);
        }
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
            {
                return value;
            }
        }

        throw Bad("its footer has a number that is too long");
    }

    private int Byte()
    {
        var value = rest.IsEmpty ? throw Bad("its footer ends too early") : rest[0];
        rest = rest[1..];
        return value;
    }

    private void Take(ulong count) =>
        rest = count <= (ulong)rest.Length ? rest[(int)count..] : throw Bad("its footer ends too early");

    private static InvalidDataException Bad(string what) => new(what);
}
