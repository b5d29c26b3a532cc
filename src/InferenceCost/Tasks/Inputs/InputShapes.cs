using InferenceCost.Onnx.Reading;

namespace InferenceCost.Tasks.Inputs;

/// <summary>The shape of one made-up input.</summary>
/// <param name="OfOneItem">Its sizes for one item.</param>
/// <param name="BatchAxes">The axes that are as long as the batch.</param>
internal sealed record InputShape(long[] OfOneItem, int[] BatchAxes)
{
    /// <summary>The shape for a batch.</summary>
    public long[] At(int batch)
    {
        var shape = (long[])OfOneItem.Clone();
        foreach (var axis in BatchAxes)
        {
            shape[axis] = batch;
        }

        return shape;
    }
}

/// <summary>The shapes of made-up inputs: what was typed, what the data they stand for have, and the batch.</summary>
internal static class InputShapes
{
    /// <summary>The shapes of a model's tensors, by input.</summary>
    /// <param name="inputs">The model's inputs; those that are no tensors of a stated rank are left out.</param>
    /// <param name="options">What was typed.</param>
    /// <exception cref="Foundation.InputException">An axis has no size, or an option does not fit the model.</exception>
    public static Dictionary<string, InputShape> Find(IReadOnlyList<OnnxValue> inputs, SyntheticOptions options)
    {
        if (FreeAxes.Find(inputs, options) is { Count: > 0 } unsized)
        {
            throw FreeAxes.Refusal("the model", unsized);
        }

        var (overrides, batch) = (ShapeOverrides.Of(inputs, options), FreeAxes.BatchNames(inputs));
        return inputs.Where(input => input is { Type: not null, Shape: not null })
            .ToDictionary(input => input.Name, input => Of(input, overrides, batch));
    }

    private static InputShape Of(OnnxValue input, ShapeOverrides overrides, IReadOnlySet<string> batchNames)
    {
        if (overrides.Shape(input.Name) is { } whole)
        {
            // The shape of one item leaves the batch free; any other is that of a whole call.
            var axes = input.Shape!.Take(whole.Length).Index()
                .Where(axis => whole[axis.Index] == 1 && IsBatch(axis.Item, axis.Index, batchNames)).Select(axis => axis.Index);
            return new InputShape(whole, [.. axes]);
        }

        var (shape, batchAxes) = (new long[input.Shape!.Count], new List<int>());
        foreach (var (axis, dimension) in input.Shape.Index())
        {
            var given = dimension.Size ?? (dimension.Name is { } name ? overrides.Dimension(name) : null);
            if (given is null && IsBatch(dimension, axis, batchNames))
            {
                batchAxes.Add(axis);
            }

            shape[axis] = given ?? (batchAxes.Contains(axis) ? 1 : overrides.ItemSize(input.Name, axis, shape.Length)!.Value);
        }

        return new InputShape(shape, [.. batchAxes]);
    }

    private static bool IsBatch(OnnxDimension dimension, int axis, IReadOnlySet<string> batchNames) =>
        dimension.Size is null && (axis == 0 || (dimension.Name is { } name && batchNames.Contains(name)));
}
