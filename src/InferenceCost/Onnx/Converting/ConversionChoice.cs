using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Converting;

/// <summary>Decides what becomes of each weight.</summary>
internal sealed class ConversionChoice(GraphProto graph, ConversionOptions options)
{
    /// <summary>Below this many numbers a weight saves nothing worth an error: biases, norms, heads of some classes.</summary>
    public const int FewestNumbers = 1 << 14;

    /// <summary>
    /// Tables below a megabyte, as those of positions, are a few per cent of a model, and every item adds all their rows.
    /// </summary>
    public const int SmallestTable = 1 << 18;

    /// <summary>An array of .NET, and with it a weight that is rounded as a whole, ends there.</summary>
    private const long MostNumbers = int.MaxValue / sizeof(float);

    private readonly WeightUses uses = new(graph, options.Keep ?? []);

    /// <summary>The form of a weight, or why it is left.</summary>
    /// <param name="weight">A stored tensor.</param>
    /// <param name="form">Its form.</param>
    /// <returns>Why it is left; null where it is converted.</returns>
    public string? Choose(TensorProto weight, out WeightForm form)
    {
        form = WeightForm.Half;
        var found = uses.Of(weight.Name);
        if (weight.DataType != (int)TensorProto.Types.DataType.Float)
        {
            return $"it is {ElementTypes.Name((Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)weight.DataType)}, not float32";
        }

        if (TensorSize.Elements(weight) < FewestNumbers)
        {
            return FormattableString.Invariant($"it has fewer than {FewestNumbers:N0} numbers");
        }

        if (TensorSize.Elements(weight) > MostNumbers)
        {
            return "it is larger than 2 GB";
        }

        if (found.Count == 0)
        {
            return "nothing uses it";
        }

        if (options.To == SmallType.Fp16)
        {
            return found.Select(use => use.Why).FirstOrDefault(why => why == "it was to be kept");
        }

        if (found.Select(use => use.Why).OfType<string>().FirstOrDefault() is { } why)
        {
            return why;
        }

        var kinds = found.Select(use => use.Kind).ToHashSet();
        if (kinds.SetEquals([UseKind.Filters]))
        {
            form = WeightForm.StoredFilters;
            return null;
        }

        if (weight.Dims.Count != 2)
        {
            return "it is no matrix";
        }

        if (kinds.Contains(UseKind.Rows) && TensorSize.Elements(weight) < SmallestTable)
        {
            return "it is a table of less than a megabyte";
        }

        if (kinds.SetEquals([UseKind.Product]))
        {
            form = options.To == SmallType.Int4 ? WeightForm.Blocks : WeightForm.IntegerColumns;
            return null;
        }

        if (kinds.IsSubsetOf([UseKind.Rows, UseKind.TransposedProduct]))
        {
            // A table that is looked up and multiplied with stays one tensor: both take eight bits a row.
            form = options.To == SmallType.Int4 && !kinds.Contains(UseKind.Rows) ? WeightForm.Blocks : WeightForm.IntegerRows;
            return null;
        }

        return "its uses need it in two forms";
    }

    /// <summary>The nodes that use a weight: of a matrix that is transposed first, the products.</summary>
    public IReadOnlyList<WeightUse> Uses(string weight) => uses.Of(weight);
}
