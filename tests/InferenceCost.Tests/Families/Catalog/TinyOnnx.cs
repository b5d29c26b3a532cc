using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Families.Catalog;

/// <summary>ONNX files whose signature and size a test chooses: output = input + weight. Sound to read; not meant to be run.</summary>
internal static class TinyOnnx
{
    /// <param name="path">Where to write it; folders are made.</param>
    /// <param name="input">The input's name.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="shape">The input's axes: numbers are sizes, other text is the name of a free axis.</param>
    /// <param name="weights">How many values the weight has.</param>
    /// <param name="external">The file beside it that holds the weight; null to keep it inside.</param>
    public static string Write(
        string path, string input = "input", string output = "logits", string shape = "N,1,8,8", int weights = 8, string? external = null)
    {
        object?[] axes = [.. shape.Split(',').Select(axis => int.TryParse(axis, out var size) ? (object)size : axis)];
        var model = new GraphBuilder("tiny")
            .Input(input, TensorElementType.Float, axes).Output(output, TensorElementType.Float, axes)
            .Floats("weight", [weights], [.. Enumerable.Range(1, weights).Select(number => number / 8f)])
            .Node("Add", [input, "weight"], [output]).Model;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return external is null ? model.Save(path) : model.SaveWithExternalData(path, external);
    }
}
