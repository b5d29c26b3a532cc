namespace InferenceCost.Onnx.Writing;

/// <summary>Where each weight's values go: into the model file, or to an offset of the external data file.</summary>
/// <param name="Places">The weights in order; the offset is null for those inside the model file.</param>
/// <param name="ExternalBytes">Length of the external data file; 0 where there is none.</param>
internal sealed record WeightLayout(IReadOnlyList<(StreamedTensor Weight, long? Offset)> Places, long ExternalBytes)
{
    // A page: what can be mapped into memory without copying, as the ONNX documentation recommends (docs/ExternalData.md).
    private const long Alignment = 4096;

    // Below this a weight is not worth a page; the same limit as in the onnx package's save_model.
    private const long SmallestExternal = 1024;

    /// <summary>Everything in one file as long as the weights have at most <paramref name="largestInside"/> bytes.</summary>
    public static WeightLayout Arrange(IReadOnlyList<StreamedTensor> weights, long largestInside)
    {
        if (weights.Sum(weight => weight.Bytes) <= largestInside)
        {
            return new WeightLayout([.. weights.Select(weight => (weight, (long?)null))], 0);
        }

        var (places, end) = (new List<(StreamedTensor, long?)>(), 0L);
        foreach (var weight in weights)
        {
            var start = (end + Alignment - 1) / Alignment * Alignment;
            var isExternal = weight.Bytes >= SmallestExternal;
            places.Add((weight, isExternal ? start : null));
            end = isExternal ? start + weight.Bytes : end;
        }

        return new WeightLayout(places, end);
    }
}
