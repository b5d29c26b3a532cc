namespace InferenceCost.Onnx.Costs;

/// <summary>
/// What each operator costs in multiply-accumulates (MACs). The convention is that of the published figures: a MAC is one multiplication
/// with its addition in a convolution, a matrix product, attention or a recurrent layer; everything else (activations, normalisation,
/// pooling, interpolation, look-ups, data movement) counts nothing.
/// </summary>
public static class OperatorCosts
{
    private const string Microsoft = "com.microsoft:";

    private static readonly Dictionary<string, Func<NodeCall, long?>> Formulas = new()
    {
        ["Conv"] = call => ProductCosts.Convolution(call, 1),
        ["ConvInteger"] = call => ProductCosts.Convolution(call, 1),
        ["DeformConv"] = call => ProductCosts.Convolution(call, 1),
        ["QLinearConv"] = call => ProductCosts.Convolution(call, 3),
        ["ConvTranspose"] = ProductCosts.TransposedConvolution,
        ["Gemm"] = ProductCosts.General,
        ["MatMul"] = ProductCosts.Matrix,
        ["MatMulInteger"] = ProductCosts.Matrix,
        ["QLinearMatMul"] = ProductCosts.Matrix,
        ["Einsum"] = ProductCosts.EinsteinSum,
        ["LSTM"] = ProductCosts.Recurrent,
        ["GRU"] = ProductCosts.Recurrent,
        ["RNN"] = ProductCosts.Recurrent,
        ["Attention"] = AttentionCosts.Standard,
        [Microsoft + "FusedConv"] = call => ProductCosts.Convolution(call, 1),
        [Microsoft + "NhwcFusedConv"] = call => ProductCosts.Convolution(call, 1),
        [Microsoft + "QLinearConv"] = call => ProductCosts.Convolution(call, 3),
        [Microsoft + "FusedGemm"] = ProductCosts.General,
        [Microsoft + "QGemm"] = ProductCosts.General,
        [Microsoft + "FusedMatMul"] = ProductCosts.Transposable,
        [Microsoft + "TransposeMatMul"] = ProductCosts.Transposable,
        [Microsoft + "FusedMatMulActivation"] = ProductCosts.Transposable,
        [Microsoft + "MatMulNBits"] = ProductCosts.Matrix,
        [Microsoft + "MatMulBnb4"] = ProductCosts.Matrix,
        [Microsoft + "MatMulFpQ4"] = ProductCosts.Matrix,
        [Microsoft + "MatMulInteger16"] = ProductCosts.Matrix,
        [Microsoft + "MatMulIntegerToFloat"] = ProductCosts.Matrix,
        [Microsoft + "DynamicQuantizeMatMul"] = ProductCosts.Matrix,
        [Microsoft + "DynamicQuantizeLSTM"] = ProductCosts.Recurrent,
        [Microsoft + "Attention"] = call => AttentionCosts.Projecting(call, 4),
        [Microsoft + "QAttention"] = call => AttentionCosts.Projecting(call, 8),
        [Microsoft + "MultiHeadAttention"] = AttentionCosts.MultiHead,
        [Microsoft + "GroupQueryAttention"] = AttentionCosts.Grouped,
    };

    // Operators of ONNX's own domain that multiply and add in ways for which no published convention was found.
    private static readonly HashSet<string> Unclear = ["DFT", "STFT", "Det", "If", "Loop", "Scan", "SequenceMap"];

    // Operators of ONNX Runtime that are activations, normalisations, look-ups, pooling, or conversions of quantised values.
    private static readonly HashSet<string> Free =
    [
        .. new[]
        {
            "Gelu", "FastGelu", "QuickGelu", "BiasGelu", "BiasSplitGelu", "BiasAdd", "BiasSoftmax", "BiasDropout", "SkipLayerNormalization",
            "SkipSimplifiedLayerNormalization", "EmbedLayerNormalization", "QEmbedLayerNormalization", "GroupNorm", "SkipGroupNorm",
            "RotaryEmbedding", "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "GatherBlockQuantized", "GatherND",
            "QLinearAdd", "QLinearMul", "QLinearSigmoid", "QLinearLeakyRelu", "QLinearSoftmax", "QLinearConcat", "QLinearWhere",
            "QLinearAveragePool", "QLinearGlobalAveragePool", "QLinearReduceMean", "NhwcMaxPool", "MaxpoolWithMask", "Trilu", "Unique",
            "ExpandDims", "Range", "Pad", "CropAndResize", "Tokenizer", "IsAllFinite",
        }.Select(name => Microsoft + name),
    ];

    /// <summary>True when an operator counts nothing, whatever its shapes.</summary>
    public static bool IsFree(string name) =>
        Free.Contains(name) || !name.Contains(':') && !Unclear.Contains(name) && !Formulas.ContainsKey(name);

    /// <summary>
    /// The formula of an operator: its MACs, or null where a shape is missing. No formula: the operator's cost is not known.
    /// </summary>
    public static Func<NodeCall, long?>? For(string name) => IsFree(name) ? static _ => 0 : Formulas.GetValueOrDefault(name);
}
