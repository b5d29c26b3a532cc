namespace InferenceCost.Architectures.Layers;

/// <summary>The widths that MobileBERT has beside BERT's.</summary>
/// <param name="Embedding">Width of a word's embedding.</param>
/// <param name="Bottleneck">Width inside a layer.</param>
/// <param name="FeedForwards">Feed-forward networks in a layer.</param>
internal sealed record MobileBertSizes(int Embedding, int Bottleneck, int FeedForwards)
{
    public static MobileBertSizes Read(HyperParameters given, EncoderSizes sizes)
    {
        var narrow = given.Size("bottleneckSize");
        return narrow % sizes.Heads == 0
            ? new MobileBertSizes(given.Size("embeddingSize"), narrow, given.Layers("feedForwards", 4))
            : throw given.Refuse(
                "bottleneckSize",
                FormattableString.Invariant($"{sizes.Heads} heads do not divide the width {narrow}"),
                "Write a multiple of the heads.");
    }
}
