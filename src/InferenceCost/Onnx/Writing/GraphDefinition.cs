using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>A whole graph with seeded random weights, whose values do not exist before it is written.</summary>
public sealed class GraphDefinition : IStreamedModel
{
    // The file format that came with operator set 15 and holds all up to 18 (https://github.com/onnx/onnx/blob/main/docs/Versioning.md).
    private const long IrVersion = 8;

    private readonly GraphProto graph;
    private readonly int opset;
    private readonly IReadOnlyDictionary<string, string> metadata;

    internal GraphDefinition(
        GraphProto graph, IReadOnlyList<StreamedTensor> weights, ulong seed, int opset, IReadOnlyDictionary<string, string> metadata)
    {
        (this.graph, Weights, Seed, this.opset, this.metadata) = (graph, weights, seed, opset, metadata);
    }

    /// <summary>The graph's name.</summary>
    public string Name => graph.Name;

    /// <summary>Seed of all weights.</summary>
    public ulong Seed { get; }

    /// <summary>The weights in the order of the file.</summary>
    public IReadOnlyList<StreamedTensor> Weights { get; }

    /// <summary>Elements of all weights, each stored one once; comparable with the count that a published model states.</summary>
    public long Parameters => Weights.Sum(weight => weight.Parameters);

    /// <summary>Bytes of all weights.</summary>
    public long WeightBytes => Weights.Sum(weight => weight.Bytes);

    /// <inheritdoc/>
    ModelProto IStreamedModel.Envelope() => Envelope();

    /// <inheritdoc/>
    GraphProto IStreamedModel.Skeleton() => Skeleton();

    /// <summary>The model file but for its graph.</summary>
    internal ModelProto Envelope()
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = RandomWeights.Producer(Seed) };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = opset });
        foreach (var domain
            in graph.Node.Select(node => node.Domain).Where(domain => domain.Length > 0).Distinct().Order(StringComparer.Ordinal))
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = 1 });
        }

        model.MetadataProps.Add(metadata.Select(line => new StringStringEntryProto { Key = line.Key, Value = line.Value }));
        model.MetadataProps.Add(RandomWeights.Metadata(Seed));
        return model;
    }

    /// <summary>The graph but for its weights.</summary>
    internal GraphProto Skeleton()
    {
        var copy = graph.Clone();
        copy.DocString = RandomWeights.Warning;
        return copy;
    }
}
