namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>The lines of a stream as bytes, one at a time, none of them longer than a limit.</summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>Bytes. What a file without line ends can make a reader hold.</summary>
    public const int Longest = 16 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool finished;

    /// <summary>Which line it is, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line, without its end; valid until the next call.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="InvalidDataException">A line beyond <see cref="Longest"/>.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, 1);
                return true;
            }

            searched = end - start;
            if (finished)
            {
                line = Take(searched, 0);
                return searched > 0;
            }

            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int lineEnd)
    {
        Number++;
        var line = buffer.AsSpan(start, length);
        start += length + lineEnd;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (buffer.Length >= Longest)
            {
                throw new InvalidDataException();
            }

            Array.Resize(ref buffer, 2 * buffer.Length);
        }

        var count = stream.Read(buffer, end, buffer.Length - end);
        end += count;
        finished = count == 0;
    }
}
