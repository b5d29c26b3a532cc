namespace InferenceCost.Families.Sources.Packages;

/// <summary>A file that is being written: tells how far it is at every quarter, and keeps what went wrong with the disk.</summary>
/// <param name="file">The file.</param>
/// <param name="expected">How many bytes it will have.</param>
/// <param name="reached">Told the bytes so far.</param>
internal sealed class CountedStream(Stream file, long expected, Action<long> reached) : Stream
{
    private const int Marks = 4;
    private long marked;

    /// <summary>Why the file could not be written; null as long as it could.</summary>
    public IOException? Failure { get; private set; }

    public override bool CanRead => file.CanRead;

    public override bool CanSeek => file.CanSeek;

    public override bool CanWrite => file.CanWrite;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override void Flush() => Kept(file.Flush);

    public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void SetLength(long value)
    {
        file.SetLength(value);
        marked = 0;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Kept(() => file.Write(buffer, offset, count));
        Tell();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException failure)
        {
            Failure = failure;
            throw;
        }

        Tell();
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private void Kept(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            Failure = failure;
            throw;
        }
    }

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
