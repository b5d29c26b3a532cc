using System.Text;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Gate.Answers;

/// <summary>Reads what <see cref="AnswersWriter"/> wrote, one call at a time.</summary>
internal sealed class AnswersReader : IDisposable
{
    private readonly BinaryReader reader;

    private AnswersReader(BinaryReader reader) => this.reader = reader;

    /// <summary>Opens a file; null where a build of another version wrote it in another form.</summary>
    public static AnswersReader? Open(string path)
    {
        var reader = new BinaryReader(File.OpenRead(path), Encoding.UTF8);
        if (reader.ReadString() == AnswersWriter.Version)
        {
            return new AnswersReader(reader);
        }

        reader.Dispose();
        return null;
    }

    /// <summary>The outputs of the next call; null after the last one.</summary>
    public IReadOnlyList<AnsweredOutput>? Next()
    {
        if (reader.BaseStream.Position == reader.BaseStream.Length)
        {
            return null;
        }

        var outputs = new AnsweredOutput[reader.ReadInt32()];
        for (var i = 0; i < outputs.Length; i++)
        {
            var (name, type) = (reader.ReadString(), reader.ReadInt32());
            var shape = new long[reader.ReadInt32()];
            for (var axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = reader.ReadInt64();
            }

            outputs[i] = new AnsweredOutput(
                name, type == 0 ? null : (TensorElementType)type, shape, reader.ReadBytes(reader.ReadInt32()));
        }

        return outputs;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();
}
