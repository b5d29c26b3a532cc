using InferenceCost.Onnx.Reading;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests.Architectures;

/// <summary>
/// What ONNX Runtime makes of the graphs with its basic and extended optimisations. Models have three layers (those with a cache two): if a
/// number changes with a new version of ONNX Runtime, the cost of every model of that architecture changes with it.
/// The attention of GPT-2, Whisper, ViT and MobileBERT it does not recognise, nor does it in what PyTorch 1.13 exports of the first three's
/// layers (opsets 13, 14 and 17, three layers: as many normalisations and activations are fused there as here, and of the skip connections
/// at the end ViT's); their normalisations, activations and scaled products it does. A skip connection becomes one node with the
/// normalisation after it where nothing else reads the sum: in each layer of BERT, but only at the end where normalisation comes before
/// each sublayer.
/// </summary>
public sealed class FusionTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(
        "bert-classifier", "Attention 3, BiasGelu 3, SkipLayerNormalization 6, LayerNormalization 1, Softmax 0, Erf 0, Transpose 0")]
    [InlineData(
        "distilbert-classifier", "Attention 3, BiasGelu 3, SkipLayerNormalization 6, LayerNormalization 1, Softmax 0, Erf 0, Transpose 0")]
    [InlineData(
        "roberta-classifier", "Attention 3, BiasGelu 3, SkipLayerNormalization 6, LayerNormalization 1, Softmax 0, Erf 0, Transpose 0")]
    [InlineData("gpt2", "Attention 0, LayerNormalization 6, SkipLayerNormalization 1, FastGelu 3, FusedMatMul 3, ReduceMean 0, Tanh 0")]
    [InlineData(
        "gpt2-cached", "Attention 0, LayerNormalization 4, SkipLayerNormalization 1, FastGelu 2, FusedMatMul 2, ReduceMean 0, Tanh 0")]
    [InlineData("mobilebert-classifier", "Attention 0, FusedMatMul 3, Softmax 3, Div 0")]
    [InlineData("whisper-encoder", "Attention 0, LayerNormalization 6, SkipLayerNormalization 1, BiasGelu 3, Gelu 2, ReduceMean 0, Erf 0")]
    [InlineData("whisper-decoder", "Attention 0, LayerNormalization 9, SkipLayerNormalization 1, BiasGelu 3, ReduceMean 0, Erf 0")]
    [InlineData(
        "whisper-decoder-cached",
        "Attention 0, LayerNormalization 6, SkipLayerNormalization 1, BiasGelu 2, FusedMatMul 4, ReduceMean 0, Erf 0")]
    public void Patterns_of_the_published_exports_become_fused_operators(string name, string expected)
    {
        using var golden = new GoldenCase(name);
        golden.Graph().Save(folder.PathOf("model.onnx"));
        using (var options = new SessionOptions())
        {
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED;
            options.OptimizedModelFilePath = folder.PathOf("optimised.onnx");
            using var session = new InferenceSession(folder.PathOf("model.onnx"), options);
        }

        var nodes = OnnxModelFile.Read(folder.PathOf("optimised.onnx")).Model.Graph.Node;
        var counted = expected.Split(", ")
            .Select(pair => pair.Split(' ')[0])
            .Select(operation => $"{operation} {nodes.Count(node => node.OpType == operation)}");
        Assert.Equal(expected, string.Join(", ", counted));
    }
}
