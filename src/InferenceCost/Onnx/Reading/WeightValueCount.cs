using InferenceCost.Foundation;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>What the floating-point values are like that a model stores.</summary>
public static class WeightValueCount
{
    /// <summary>
    /// Counts every stored tensor of a type that <see cref="ValueCount"/> counts, constants of nodes included; one stored twice counts
    /// twice.
    /// </summary>
    /// <exception cref="InputException">A tensor is damaged, or its external data cannot be read.</exception>
    public static ValueCount Count(OnnxModelFile file) => OnnxModelFile.Named(file.Path, () => CountWhole(file));

    private static ValueCount CountWhole(OnnxModelFile file)
    {
        var external = new ExternalData(file.Path);
        var total = default(ValueCount);
        try
        {
            foreach (var (_, tensor) in ModelContents.Tensors(file.Model))
            {
                var type = (TensorElementType)tensor.DataType;
                foreach (var chunk in ValueCount.Counts(type) ? TensorContent.Chunks(tensor, external) : [])
                {
                    total += ValueCount.Count(type, chunk.Span);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{file.Path}: its external data cannot be read: {failure.Message}",
                "check the permissions of the files beside it",
                failure);
        }

        return total;
    }
}
