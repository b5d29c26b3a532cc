using System.Text;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Gate.Answers;

/// <summary>
/// Writes outputs as they come, call by call: first the version of the form, then for each call how many outputs it has and, for each of
/// them, its name, its element type (ONNX's number, 0 for what is no tensor), its shape and its bytes.
/// </summary>
internal sealed class AnswersWriter : IDisposable
{
    /// <summary>What the file begins with; another form gets another version.</summary>
    public const string Version = "inference-cost-answers/1";

    private readonly BinaryWriter writer;

    private AnswersWriter(BinaryWriter writer)
    {
        this.writer = writer;
        writer.Write(Version);
    }

    /// <summary>How much was written, in bytes.</summary>
    public long Bytes => writer.BaseStream.Position;

    /// <summary>Makes the file, in the place of one that is there.</summary>
    public static AnswersWriter Create(string path) => new(new BinaryWriter(File.Create(path), Encoding.UTF8));

    /// <summary>Writes the outputs of a workload's last call.</summary>
    public void Write(BoundWorkload workload)
    {
        List<AnsweredOutput> outputs = [];
        workload.ReadOutputs((name, value) => outputs.Add(Read(name, value)));
        Write(outputs);
    }

    /// <summary>Writes the outputs of a call.</summary>
    public void Write(IReadOnlyList<AnsweredOutput> outputs)
    {
        writer.Write(outputs.Count);
        foreach (var output in outputs)
        {
            writer.Write(output.Name);
            writer.Write((int)(output.Type ?? 0));
            writer.Write(output.Shape.Length);
            foreach (var size in output.Shape)
            {
                writer.Write(size);
            }

            writer.Write(output.Bytes.Length);
            writer.Write(output.Bytes);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static AnsweredOutput Read(string name, OrtValue value)
    {
        // An array of .NET has no more than 2 GB.
        if (!value.IsTensor || value.GetTensorSizeInBytes() > Array.MaxLength)
        {
            return new AnsweredOutput(name, null, [], []);
        }

        var info = value.GetTensorTypeAndShape();
        return new AnsweredOutput(
            name, info.ElementDataType, info.Shape,
            info.ElementDataType == TensorElementType.String ? Texts(value.GetStringTensorAsArray())
                : info.ElementCount == 0 ? [] : value.GetTensorMutableRawData().ToArray());
    }

    private static byte[] Texts(string[] texts)
    {
        using var bytes = new MemoryStream();
        using var all = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var text in texts)
        {
            all.Write(text);
        }

        return bytes.ToArray();
    }
}
