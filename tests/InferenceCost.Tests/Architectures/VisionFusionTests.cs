using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests.Architectures;

/// <summary>
/// ONNX Runtime makes of the built graphs what it makes of exported ones: no normalisation is left beside a convolution, and activations
/// run inside it. Asked for the optimisations that do not depend on the processor.
/// </summary>
public sealed class VisionFusionTests
{
    /// <summary>
    /// Every convolution has its normalisation in it, and its activation where it has one: 1 + 8 of ResNet-18's 20, all but the 17 that end
    /// MobileNetV2's blocks. ReLU after an addition, and hard-swish, which reads its input twice, stay outside at this level.
    /// </summary>
    [Theory]
    [InlineData(
        "resnet",
        """{ "depth": 18, "width": 8 }""",
        "8 Add, 11 Conv, 1 Flatten, 1 Gemm, 1 GlobalAveragePool, 1 MaxPool, 8 Relu, 9 com.microsoft:FusedConv")]
    [InlineData(
        "resnet",
        """{ "depth": 50, "width": 8 }""",
        "16 Add, 20 Conv, 1 Flatten, 1 Gemm, 1 GlobalAveragePool, 1 MaxPool, 16 Relu, 33 com.microsoft:FusedConv")]
    [InlineData(
        "resnet",
        """{ "depth": 152, "width": 8 }""",
        "50 Add, 54 Conv, 1 Flatten, 1 Gemm, 1 GlobalAveragePool, 1 MaxPool, 50 Relu, 101 com.microsoft:FusedConv")]
    [InlineData(
        "mobilenet-v2",
        """{ "widthPercent": 25 }""",
        "11 Add, 17 Conv, 1 Flatten, 1 Gemm, 1 GlobalAveragePool, 35 com.microsoft:FusedConv")]
    [InlineData(
        "mobilenet-v3-large",
        """{ "widthPercent": 25 }""",
        "10 Add, 35 Conv, 1 Flatten, 2 Gemm, 9 GlobalAveragePool, 21 HardSigmoid, 29 Mul, 27 com.microsoft:FusedConv")]
    [InlineData(
        "mobilenet-v3-small",
        """{ "widthPercent": 25 }""",
        "7 Add, 29 Conv, 1 Flatten, 2 Gemm, 10 GlobalAveragePool, 19 HardSigmoid, 28 Mul, 23 com.microsoft:FusedConv")]
    [InlineData(
        "vit",
        """{ "layers": 12, "hiddenSize": 48, "heads": 3, "intermediateSize": 96 }""",
        "83 Add, 2 Concat, 1 Conv, 1 Expand, 2 Gather, 1 Gemm, 24 LayerNormalization, 84 MatMul, 49 Reshape, 1 Shape, 12 Softmax, "
        + "49 Transpose, 1 Unsqueeze, 12 com.microsoft:BiasGelu, 12 com.microsoft:FusedMatMul, 1 com.microsoft:SkipLayerNormalization")]
    public void The_runtime_fuses_a_built_graph_as_an_exported_one(string architecture, string hyperParameters, string operators)
    {
        using var folder = new TemporaryFolder();
        using var json = JsonDocument.Parse(hyperParameters);
        var (model, optimized) = (Path.Combine(folder.Path, "model.onnx"), Path.Combine(folder.Path, "optimized.onnx"));
        var graph = ArchitectureCatalog.Build(architecture, json.RootElement);
        graph.Save(model);
        Assert.Equal(graph.Parameters, OnnxInventory.Take(OnnxModelFile.Read(model)).Parameters);
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            OptimizedModelFilePath = optimized,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using (new InferenceSession(model, options))
        {
        }

        var nodes = ModelProto.Parser.ParseFrom(File.ReadAllBytes(optimized)).Graph.Node;
        var counts = nodes.GroupBy(NodeCall.NameOf)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} {group.Key}");
        Assert.True(operators == string.Join(", ", counts), string.Join(", ", counts));
    }
}
