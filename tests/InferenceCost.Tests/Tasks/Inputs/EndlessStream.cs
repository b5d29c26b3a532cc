namespace InferenceCost.Tests.Tasks.Inputs;

/// <summary>A file that never ends: a beginning, then one byte for ever. It counts what was read of it.</summary>
internal sealed class EndlessStream(byte[] start, byte rest) : Stream
{
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        buffer.Fill(rest);
        if (BytesRead < start.Length)
        {
            start.AsSpan((int)BytesRead, (int)Math.Min(start.Length - BytesRead, buffer.Length)).CopyTo(buffer);
        }

        BytesRead += buffer.Length;
        return buffer.Length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
