namespace InferenceCost.Architectures.Layers;

/// <summary>What a family of checkpoints calls the parts of an encoder layer.</summary>
internal sealed record EncoderNames(
    string Attention, string Query, string Key, string Value, string Projection, string AttentionNorm, string Inner, string Outer,
    string OutputNorm)
{
    /// <summary>BERT, RoBERTa.</summary>
    public static EncoderNames Bert { get; } = new(
        "attention.self",
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "attention.output.LayerNorm",
        "intermediate.dense",
        "output.dense",
        "output.LayerNorm");

    /// <summary>DistilBERT.</summary>
    public static EncoderNames DistilBert { get; } = new(
        "attention",
        "attention.q_lin",
        "attention.k_lin",
        "attention.v_lin",
        "attention.out_lin",
        "sa_layer_norm",
        "ffn.lin1",
        "ffn.lin2",
        "output_layer_norm");
}
