using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>Stored tensors with the same content.</summary>
/// <param name="Names">The tensors, in the order of the file; the first is the one that counts.</param>
/// <param name="Bytes">Bytes of one of them.</param>
public sealed record DuplicateTensors(IReadOnlyList<string> Names, long Bytes);

/// <summary>
/// What a model file holds, without running it. Tensors with the same content count once (a tied weight that an exporter wrote twice
/// makes a file larger, not the model), except those whose elements are all equal, such as zero biases.
/// </summary>
/// <param name="Parameters">
/// Elements of the distinct stored tensors that hold weights: all floating-point tensors; integers of 8 bits or less; 32-bit integer
/// biases of quantised operators. Not counted: scalars (epsilons, limits), scales and zero points, wider integers (shapes, indices),
/// running statistics of batch normalisation. What else an exporter stores beside the trained weights counts too (position tables), so the
/// number can lie a little above the training framework's; below it where an exporter folded a batch normalisation into its convolution,
/// which leaves one number of each channel instead of two. Weights that are packed several to a byte count one by one. Trees and linear
/// models keep theirs in lists of attributes: those that were learnt count (<see cref="ListedWeights"/>).
/// </param>
/// <param name="InitializerBytes">Bytes of the distinct stored tensors of any type, and of such lists.</param>
/// <param name="StoredInitializerBytes">The same with duplicates.</param>
/// <param name="BytesByType"><paramref name="InitializerBytes"/> by element type (<c>float32</c>).</param>
/// <param name="Duplicates">Tensors that hold the same values, the largest first.</param>
/// <param name="NodesByOperator">
/// Nodes by operator: <c>Conv</c>, or <c>domain:operator</c> outside ONNX's own domain; subgraphs included, the body of a local function
/// once.
/// </param>
/// <param name="HasSubgraphs">Whether a node carries a graph (If, Loop, Scan); how often it runs is not known from the file.</param>
/// <param name="Opsets">Version by domain; ONNX's own domain is <c>ai.onnx</c>.</param>
/// <param name="IrVersion">Version of the file format.</param>
/// <param name="Producer">Name and version of the exporter; null when the file does not say.</param>
/// <param name="Signature">Inputs and outputs.</param>
public sealed record OnnxInventory(
    long Parameters,
    long InitializerBytes,
    long StoredInitializerBytes,
    IReadOnlyDictionary<string, long> BytesByType,
    IReadOnlyList<DuplicateTensors> Duplicates,
    IReadOnlyDictionary<string, int> NodesByOperator,
    bool HasSubgraphs,
    IReadOnlyDictionary<string, long> Opsets,
    long IrVersion,
    string? Producer,
    OnnxSignature Signature)
{
    private const string OnnxDomain = "ai.onnx";

    /// <summary>Takes stock of a model; reads external data only where two tensors of one size have to be compared.</summary>
    /// <exception cref="InputException">A stored tensor is damaged.</exception>
    public static OnnxInventory Take(OnnxModelFile file) => OnnxModelFile.Named(file.Path, () => TakeWhole(file));

    private static OnnxInventory TakeWhole(OnnxModelFile file)
    {
        var model = file.Model;
        var tensors = ModelContents.Tensors(model).ToArray();
        var duplicates = DuplicateSearch.In(tensors, new ExternalData(file.Path));
        var repeated =
            duplicates.SelectMany(group => group.Skip(1)).Select(tensor => tensor.Tensor).ToHashSet(ReferenceEqualityComparer.Instance);
        var distinct = tensors.Where(tensor => !repeated.Contains(tensor.Tensor)).ToArray();
        // What a function calls its inputs is not what they are stored by.
        var weights = new WeightCount(ModelContents.Nodes(model).Concat(
            model.Functions.Count == 0 ? [] : InlinedFunctions.Nodes(model)));
        var listed = ListedWeights.In(ModelContents.Nodes(model));
        var listedBytes = listed.FloatBytes + listed.IntegerBytes;
        return new OnnxInventory(
            distinct.Sum(weights.Of) + listed.Parameters,
            distinct.Sum(tensor => TensorSize.Bytes(tensor.Tensor)) + listedBytes,
            tensors.Sum(tensor => TensorSize.Bytes(tensor.Tensor)) + listedBytes,
            Sorted(
                distinct.Select(tensor => (
                        Type: ElementTypes.Name((TensorElementType)tensor.Tensor.DataType), Bytes: TensorSize.Bytes(tensor.Tensor)))
                    .Concat(new[] { (Type: "float32", Bytes: listed.FloatBytes), (Type: "int64", Bytes: listed.IntegerBytes) }
                        .Where(list => list.Bytes > 0))
                    .GroupBy(part => part.Type),
                group => group.Sum(part => part.Bytes)),
            [.. duplicates.Select(
                group => new DuplicateTensors([.. group.Select(tensor => tensor.Name)], TensorSize.Bytes(group[0].Tensor)))],
            Sorted(ModelContents.Nodes(model).GroupBy(NodeCall.NameOf), group => group.Count()),
            ModelContents.HasSubgraphs(model),
            Sorted(
                model.OpsetImport.GroupBy(opset => opset.Domain is "" ? OnnxDomain : opset.Domain),
                group => group.Max(opset => opset.Version)),
            model.IrVersion,
            model.ProducerName.Length > 0 ? $"{model.ProducerName} {model.ProducerVersion}".TrimEnd() : null,
            OnnxSignature.Read(model));
    }

    private static SortedDictionary<string, TValue> Sorted<T, TValue>(
        IEnumerable<IGrouping<string, T>> groups, Func<IGrouping<string, T>, TValue> value) =>
            new(groups.ToDictionary(group => group.Key, value), StringComparer.Ordinal);
}
