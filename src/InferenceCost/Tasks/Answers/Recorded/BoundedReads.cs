namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// A stream whose end is an error: a reader that takes nothing for an answer would ask for more for ever. It also ends a reader that goes
/// over the same bytes again and again.
/// </summary>
internal sealed class BoundedReads(Stream stream) : Stream
{
    /// <summary>How many times over a file is read at most: headers are read before what they stand for.</summary>
    private const int MostTimes = 4;

    /// <summary>Bytes that small files are granted beyond that.</summary>
    private const int Spare = 1 << 20;

    private long total;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => stream.Length;

    /// <inheritdoc/>
    public override long Position { get => stream.Position; set => stream.Position = value; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = buffer.IsEmpty ? 0 : stream.Read(buffer);
        total += count;
        return (count == 0 && !buffer.IsEmpty) || total > (MostTimes * stream.Length) + Spare
            ? throw new EndOfStreamException("it ends too early")
            : count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
