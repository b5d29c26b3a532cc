namespace InferenceCost.Families.Sources.Packages;

/// <summary>A file that is being written, and tells how far it is at every quarter.</summary>
/// <param name="file">The file.</param>
/// <param name="expected">How many bytes it will have.</param>
/// <param name="reached">Told the bytes so far.</param>
internal sealed class CountedStream(FileStream file, long expected, Action<long> reached) : Stream
{
    private const int Marks = 4;
    private long marked;

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value)
    {
        file.SetLength(value);
        marked = 0;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        file.Write(buffer, offset, count);
        Tell();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        Tell();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private void Tell()
    {
        var mark = expected > 0 ? file.Position * Marks / expected : 0;
        if (mark > marked && mark < Marks)
        {
            marked = mark;
            reached(file.Position);
        }
    }
}
