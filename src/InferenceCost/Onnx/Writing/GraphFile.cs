using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Writes a graph to <c>NAME.onnx</c>, and beyond <see cref="LargestInside"/> its weights to <c>NAME.onnx.data</c> beside it: whole, or not
/// at all. Both are written under temporary names and take their own when they are complete, the model last. They are not forced onto the
/// disk: after a power cut a model can be built again, and waiting for the disk would double the time.
/// </summary>
public static class GraphFile
{
    /// <summary>
    /// Bytes of weights that the model file itself may hold. Protobuf ends at 2 GB, and some readers copy the file on the way.
    /// </summary>
    public const long LargestInside = 1_500_000_000;

    /// <summary>What follows the model file's name in the name of its external data.</summary>
    public const string ExternalSuffix = ".data";

    /// <summary>Room for what is not weights, so that a buffer does not have to grow.</summary>
    private const int SkeletonBytes = 1 << 16;

    /// <summary>Writes the graph; the folder is made, a model of that name is replaced.</summary>
    /// <exception cref="InputException">The disk is too small or full, or the folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Write(GraphDefinition graph, string path, CancellationToken cancellation = default) =>
        Write(graph, path, LargestInside, CreateFile, FreeDisk.Bytes(path), cancellation);

    internal static void Write(IStreamedModel model, string path, CancellationToken cancellation) =>
        Write(model, path, LargestInside, CreateFile, FreeDisk.Bytes(path), cancellation);

    /// <summary>The same file in memory with all weights inside, for small graphs that are loaded at once.</summary>
    public static byte[] ToBytes(GraphDefinition graph)
    {
        using var stream = new MemoryStream(checked((int)graph.WeightBytes + SkeletonBytes));
        ModelStream.Write(graph, WeightLayout.Arrange(graph.Weights, LargestInside), "", stream, new WeightCopier(CancellationToken.None));
        return stream.ToArray();
    }

    internal static void Write(
        IStreamedModel graph, string path, long largestInside, Func<string, long, Stream> create, long? freeBytes,
        CancellationToken cancellation)
    {
        var weightBytes = graph.Weights.Sum(weight => weight.Bytes);
        if (freeBytes < weightBytes)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{path} needs {Gigabytes(weightBytes)}, but only {Gigabytes(freeBytes.Value)} are free there."),
                "Free some space, or build into a folder on another disk.");
        }

        var layout = WeightLayout.Arrange(graph.Weights, largestInside);
        using var pair = new FilePair(path, path + ExternalSuffix);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var copier = new WeightCopier(cancellation);
            if (layout.ExternalBytes > 0)
            {
                using var data = create(pair.TemporaryData, layout.ExternalBytes);
                WriteExternal(layout, data, copier);
            }

            using (var model = create(pair.TemporaryModel, 0))
            {
                ModelStream.Write(graph, layout, Path.GetFileName(path) + ExternalSuffix, model, copier);
            }

            cancellation.ThrowIfCancellationRequested();
            pair.Keep(withData: layout.ExternalBytes > 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{path} could not be written: {failure.Message}",
                "Check the free space and the permissions of its folder. Nothing was left there.",
                failure);
        }
    }

    private static void WriteExternal(WeightLayout layout, Stream data, WeightCopier copier)
    {
        var position = 0L;
        foreach (var (weight, offset) in layout.Places.Where(place => place.Offset is not null))
        {
            data.Write(new byte[(int)(offset!.Value - position)]);
            copier.Copy(weight, data);
            position = offset.Value + weight.Bytes;
        }

        data.Flush();
    }

    private static FileStream CreateFile(string path, long bytes) => new(
        path,
        new FileStreamOptions { Mode =
            FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 1 << 16, PreallocationSize = bytes });

    private static string Gigabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e9:0.00} GB");
}
