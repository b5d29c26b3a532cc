using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Onnx.Converting;

/// <summary>Writes a copy of an ONNX model with its weights in a smaller type. The same file gives the same copy.</summary>
public static class ModelConverter
{
    /// <summary>Converts a model: whole, or not at all.</summary>
    /// <param name="source">The model; its external data is found beside it.</param>
    /// <param name="target">
    /// The copy's file, which is replaced; beyond <see cref="GraphFile.LargestInside"/> bytes its weights lie beside it.
    /// </param>
    /// <param name="options">What the weights become.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">
    /// The model is not sound, is of too old an operator set or has nothing to convert, or the copy cannot be written.
    /// </exception>
    public static ConversionReport Convert(
        string source, string target, ConversionOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var file = OnnxModelFile.Read(source);
        RefuseOwn(file, target);
        var (model, report) = OnnxModelFile.Named(source, () => ConvertedModel.Make(file, options));
        GraphFile.Write(model, target, cancellation);
        var data = target + GraphFile.ExternalSuffix;
        return report with
        {
            BytesAfter = new FileInfo(target).Length + (File.Exists(data) ? new FileInfo(data).Length : 0),
        };
    }

    /// <summary>The copy is written while the original is read.</summary>
    private static void RefuseOwn(OnnxModelFile file, string target)
    {
        var read = file.ExternalFiles.Append(file.Path).Select(RealPath.Resolve).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (new[] { target, target + GraphFile.ExternalSuffix }.FirstOrDefault(path => read.Contains(RealPath.Resolve(path))) is { } own)
        {
            throw new InputException($"{own} belongs to the model that is converted", "name another file for the copy");
        }
    }
}
