using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>What became of a model's weights.</summary>
/// <param name="Drawn">Names of the tensors with new values, in the order of the file.</param>
/// <param name="DrawnElements">Their elements.</param>
/// <param name="KeptElements">Elements of the floating-point tensors that stayed as they were, constants of nodes included.</param>
public sealed record DrawnCount(IReadOnlyList<string> Drawn, long DrawnElements, long KeptElements);

/// <summary>
/// A copy of a model with the same graph and random weights of the same mean and standard deviation, tensor by tensor: what it costs can be
/// compared with the original's. The original must not change while the copy is written.
/// </summary>
public sealed class RandomizedModel : IStreamedModel
{
    private readonly ModelProto envelope;
    private readonly GraphProto graph;
    private readonly List<StreamedTensor> weights = [];
    private readonly List<DrawnTensor> drawn = [];
    private readonly ExternalData external;

    private RandomizedModel(OnnxModelFile file, ulong seed)
    {
        external = new ExternalData(file.Path);
        var choice = new DrawnWeights(file, seed);
        var tensors = ModelContents.Tensors(file.Model).ToList();
        envelope = file.Model;
        graph = file.Model.Graph;
        foreach (var inner in ModelContents.Graphs(envelope))
        {
            Replace(inner, choice, isMain: inner == graph);
        }

        // What is left outside is small or deep inside the graph, and comes inside: the copy may lie in another folder.
        foreach (var (_, tensor) in ModelContents.Tensors(envelope).Where(tensor => ExternalData.IsExternal(tensor.Tensor)))
        {
            BringInside(tensor, ReadAll(tensor));
        }

        var elements = tensors.Where(tensor => ElementTypes.IsFloatingPoint((TensorElementType)tensor.Tensor.DataType))
            .Sum(tensor => TensorSize.Elements(tensor.Tensor));
        Count = new DrawnCount([.. drawn.Select(tensor => tensor.Name)], drawn.Sum(tensor => tensor.Elements), elements
            - drawn.Sum(tensor => tensor.Elements));
        Label(Path.GetFileName(file.Path), seed);
    }

    /// <summary>What became of the weights.</summary>
    public DrawnCount Count { get; }

    IReadOnlyList<StreamedTensor> IStreamedModel.Weights => weights;

    /// <summary>Writes the copy: whole, or not at all.</summary>
    /// <param name="model">The original.</param>
    /// <param name="output">
    /// The copy's file, which must not exist; beyond <see cref="GraphFile.LargestInside"/> bytes its weights lie beside it.
    /// </param>
    /// <param name="seed">Seed of all values: the same file from the same seed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">
    /// The original is not sound or has nothing to draw anew, or the copy cannot be written there.
    /// </exception>
    public static DrawnCount Write(string model, string output, ulong seed, CancellationToken cancellation = default)
    {
        // Also what a link or a disk that ignores case would hide: what exists is never replaced, the original and its data least of all.
        foreach (var taken in new[] { output, output + GraphFile.ExternalSuffix }.Where(Path.Exists))
        {
            throw new InputException($"{taken} exists, and is not replaced", "name a new file with --output, or remove that one");
        }

        var copy = Made(OnnxModelFile.Read(model), seed);
        if (copy.drawn.Count == 0)
        {
            throw new InputException(
                $"{model}: holds no weights of float32, float16 or float64 as initialisers of at least "
                + $"{DrawnWeights.FewestElements} different numbers",
                "name the model before it was quantised, or export it with its weights as initialisers");
        }

        GraphFile.Write(copy, output, cancellation);
        return copy.Count;
    }

    private static RandomizedModel Made(OnnxModelFile file, ulong seed)
    {
        try
        {
            return new RandomizedModel(file, seed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file.Path}: its external data cannot be read: {failure.Message}",
                "check the permissions of the files beside it",
                failure);
        }
    }

    ModelProto IStreamedModel.Envelope() => envelope;

    GraphProto IStreamedModel.Skeleton() => graph;

    private void Replace(GraphProto inner, DrawnWeights choice, bool isMain)
    {
        var stored = inner.Initializer.ToList();
        inner.Initializer.Clear();
        foreach (var tensor in stored)
        {
            var values = choice.For(tensor);
            if (values is not null)
            {
                drawn.Add(values);
            }

            if (isMain && (values as StreamedTensor ?? Copied(tensor)) is { } streamed)
            {
                weights.Add(streamed);
                continue;
            }

            if (values is not null)
            {
                BringInside(tensor, values.ToBytes());
            }

            inner.Initializer.Add(tensor);
        }
    }

    /// <summary>What stays and lies outside is copied piece by piece, where pieces of whole bytes can be cut.</summary>
    private CopiedTensor? Copied(TensorProto tensor) =>
        ExternalData.IsExternal(tensor) && TensorSize.Elements(tensor) > 0 && ElementTypes.Bits((TensorElementType)tensor.DataType) is >= 8
            ? new CopiedTensor(tensor.Name, (TensorElementType)tensor.DataType, [.. tensor.Dims], external.Locate(tensor))
            : null;

    private byte[] ReadAll(TensorProto tensor) => [.. TensorContent.Chunks(tensor, external).SelectMany(chunk => chunk.ToArray())];

    private static void BringInside(TensorProto tensor, byte[] bytes)
    {
        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
        tensor.FloatData.Clear();
        tensor.Int32Data.Clear();
        tensor.DoubleData.Clear();
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
    }

    private void Label(string original, ulong seed)
    {
        graph.DocString = RandomWeights.Warning;
        var made = envelope.ProducerName;
        envelope.Graph = null;
        (envelope.ProducerName, envelope.ProducerVersion) = (RandomWeights.Producer(seed), "");
        var lines = RandomWeights.Metadata(seed)
            .Append(new StringStringEntryProto { Key = "original", Value = made.Length > 0 ? $"{original} by {made}" : original }).ToList();
        var others = envelope.MetadataProps.Where(line => lines.TrueForAll(own => own.Key != line.Key)).ToList();
        envelope.MetadataProps.Clear();
        envelope.MetadataProps.Add(others);
        envelope.MetadataProps.Add(lines);
    }
}
