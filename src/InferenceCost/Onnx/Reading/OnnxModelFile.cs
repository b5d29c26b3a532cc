using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>An ONNX file that was read and found to be whole: a graph, and external data that is there and long enough.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="FileBytes">Size on disk: the .onnx file and every external data file that it uses, each once.</param>
/// <param name="Model">The parsed model; external data is not loaded.</param>
/// <param name="ExternalFiles">Absolute paths of the external data files, sorted; empty when all weights lie in the .onnx file.</param>
public sealed record OnnxModelFile(string Path, long FileBytes, ModelProto Model, IReadOnlyList<string> ExternalFiles)
{
    // The first IR version in which a model must say which operator sets it uses.
    private const int FirstIrVersionWithOpsets = 3;

    /// <summary>
    /// Reads and checks a model. The file is parsed from a stream, so that its weights are in memory once; the parsed model should not
    /// outlive the look at it.
    /// </summary>
    /// <exception cref="InputException">
    /// The file is missing, empty, truncated, not ONNX, without a graph, or its external data is not usable.
    /// </exception>
    public static OnnxModelFile Read(string path) => Named(path, () => ReadWhole(path));

    /// <summary>What is wrong with a part of a file says which file it is.</summary>
    internal static T Named<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException error) when (!error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {error.Message}", error.Fix, error);
        }
    }

    private static OnnxModelFile ReadWhole(string path)
    {
        var model = Parse(path);
        var external = new ExternalData(path);
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (_, tensor) in ModelContents.Tensors(model))
        {
            if (ExternalData.IsExternal(tensor))
            {
                files.Add(external.Locate(tensor).File);
            }
        }

        var bytes = files.Append(path).Sum(file => new FileInfo(RealPath.Resolve(file)).Length);
        return new OnnxModelFile(path, bytes, model, [.. files]);
    }

    private static ModelProto Parse(string path)
    {
        RefuseUnlessFile(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            RefuseUnlessPlausible(path, stream);
            return Checked(path, ModelProto.Parser.ParseFrom(stream));
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new InputException(
                $"{path} is corrupt, truncated or not an ONNX model: {damaged.Message}",
                "Export or download the model again, and compare its size or SHA-256 with the source.",
                damaged);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path} cannot be read: {failure.Message}", "Check the permissions of the file and of its folder.", failure);
        }
    }

    private static void RefuseUnlessFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path} is a folder, not an ONNX file.", "Name the .onnx file in it.");
        }

        if (!File.Exists(path))
        {
            throw new InputException($"{path} does not exist.", "Check the path; it is taken relative to the current folder.");
        }
    }

    private static void RefuseUnlessPlausible(string path, FileStream stream)
    {
        if (stream.Length == 0)
        {
            throw new InputException($"{path} is empty.", "Export or download the model again.");
        }

        if (stream.Length > int.MaxValue)
        {
            throw new InputException(
                $"{path} is larger than 2 GB, which the ONNX format does not allow for one file.",
                "Save the model with its weights as external data.");
        }

        Span<byte> start = stackalloc byte[64];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (ForeignFormat.Recognise(start[..read]) is string name)
        {
            throw new InputException($"{path} is not an ONNX model but {name}.", "Name an .onnx file.");
        }

        stream.Position = 0;
    }

    private static ModelProto Checked(string path, ModelProto model)
    {
        if (model.Graph is null || model.IrVersion <= 0)
        {
            throw new InputException(
                $"{path} is not an ONNX model, or truncated: it holds no graph.", "Name an .onnx file, or export the model again.");
        }

        if (model.IrVersion >= FirstIrVersionWithOpsets && model.OpsetImport.Count == 0)
        {
            throw new InputException($"{path} is truncated or damaged: it names no operator set.", "Export or download the model again.");
        }

        return model.Graph.Output.Count > 0
            ? model
            : throw new InputException(
                $"{path}: the graph has no outputs, so there is nothing to compute.", "Export the model with its outputs.");
    }
}
