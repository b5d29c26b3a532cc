namespace InferenceCost.Architectures.Layers;

/// <summary>The hyper-parameters that all encoders of the BERT family have.</summary>
/// <param name="Layers">Transformer layers.</param>
/// <param name="HiddenSize">Width of the hidden states.</param>
/// <param name="Heads">Attention heads; they share the width evenly.</param>
/// <param name="IntermediateSize">Width inside the feed-forward layers.</param>
/// <param name="VocabularySize">Words that have an embedding.</param>
/// <param name="Positions">Positions that have an embedding.</param>
/// <param name="Labels">Classes that the head tells apart; 0 for a model without head, which gives hidden states.</param>
internal sealed record EncoderSizes(
    int Layers, int HiddenSize, int Heads, int IntermediateSize, int VocabularySize, int Positions, int Labels)
{
    public static EncoderSizes Read(HyperParameters given)
    {
        var width = given.Size("hiddenSize");
        return new EncoderSizes(
            given.Layers(),
            width,
            given.Heads("heads", width),
            given.Size("intermediateSize"),
            given.Size("vocabularySize"),
            given.Size("positions"),
            given.SizeOrNone("labels"));
    }
}
