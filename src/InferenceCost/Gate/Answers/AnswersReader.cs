using System.Text;
using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Gate.Answers;

/// <summary>Reads what <see cref="AnswersWriter"/> wrote, one call at a time.</summary>
internal sealed class AnswersReader : IDisposable
{
    private readonly string path;
    private readonly BinaryReader reader;

    private AnswersReader(string path, BinaryReader reader) => (this.path, this.reader) = (path, reader);

    private long Left => reader.BaseStream.Length - reader.BaseStream.Position;

    /// <summary>Opens a file; null where a build of another version wrote it in another form.</summary>
    /// <exception cref="InputException">It has no beginning that could be read.</exception>
    public static AnswersReader? Open(string path)
    {
        var reader = new AnswersReader(path, new BinaryReader(File.OpenRead(path), Encoding.UTF8));
        if (reader.Read(() => reader.reader.ReadString()) == AnswersWriter.Version)
        {
            return reader;
        }

        reader.Dispose();
        return null;
    }

    /// <summary>The outputs of the next call; null after the last one.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyList<AnsweredOutput>? Next() => Left == 0 ? null : Read(() =>
    {
        var outputs = new AnsweredOutput[Count()];
        foreach (ref var output in outputs.AsSpan())
        {
            var (name, type) = (reader.ReadString(), reader.ReadInt32());
            var shape = new long[Count()];
            foreach (ref var size in shape.AsSpan())
            {
                size = reader.ReadInt64();
            }

            output = new AnsweredOutput(name, type == 0 ? null : (TensorElementType)type, shape, Bytes());
        }

        return outputs;
    });

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    /// <summary>How many parts follow: no more than there are bytes.</summary>
    private int Count() => reader.ReadInt32() is var count && count >= 0 && count <= Left
        ? count
        : throw new FormatException($"{count} parts in {Left} bytes");

    private byte[] Bytes() => reader.ReadBytes(Count());

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or FormatException or ArgumentException)
        {
            throw new InputException(
                $"{path}: the answers that a side wrote are damaged", "check that the disk is not full, and start the ab again", error);
        }
    }
}
