using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// A model that is written piece by piece: what is small as a whole, and weights whose values come when it is their turn.
/// </summary>
internal interface IStreamedModel
{
    /// <summary>The weights that are not in <see cref="Skeleton"/>, in the order of the file.</summary>
    IReadOnlyList<StreamedTensor> Weights { get; }

    /// <summary>The model file but for its graph.</summary>
    ModelProto Envelope();

    /// <summary>The graph but for its weights.</summary>
    GraphProto Skeleton();
}
