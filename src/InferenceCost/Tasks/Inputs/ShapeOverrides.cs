using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Tasks.Inputs;

/// <summary>What a person said about the inputs of their own models: <c>--dim</c>, <c>--shape</c>, <c>--value</c>, understood.</summary>
internal sealed class ShapeOverrides
{
    private readonly Dictionary<string, long> dimensions;
    private readonly Dictionary<string, long[]> shapes;
    private readonly Dictionary<string, string> values;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<long>> items;

    /// <summary>Reads what was typed, and takes over the sizes that given shapes imply.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="options">The texts.</param>
    /// <exception cref="InputException">Not of the form NAME=..., or a name that the model does not have.</exception>
    public static ShapeOverrides Of(IReadOnlyList<OnnxValue> inputs, SyntheticOptions options)
    {
        var free = inputs.SelectMany(input => input.Shape ?? []).Select(dimension => dimension.Name).OfType<string>()
            .SelectMany(name => AxisExpression.Parts(name).Prepend(name)).Distinct().ToList();
        var overrides = new ShapeOverrides(options, [.. inputs.Select(input => input.Name)], free);
        var batch = FreeAxes.BatchNames(inputs);
        foreach (var input in inputs.Where(input => input.Shape is not null))
        {
            overrides.Imply(input.Name, [.. input.Shape!.Select(dimension => dimension.Name ?? "")], batch);
            overrides.RefuseNoItems(input);
        }

        return overrides;
    }

    /// <summary>Reads what was typed.</summary>
    /// <param name="options">The texts.</param>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="freeNames">The names of its free dimensions.</param>
    /// <exception cref="InputException">Not of the form NAME=..., or a name that the model does not have.</exception>
    private ShapeOverrides(SyntheticOptions options, IReadOnlyCollection<string> inputs, IReadOnlyCollection<string> freeNames)
    {
        items = options.ItemShapes ?? new Dictionary<string, IReadOnlyList<long>>();
        if (options.OfSeveralModels)
        {
            options = options with
            {
                Dimensions = Known(options.Dimensions, freeNames),
                Shapes = Known(options.Shapes, inputs),
                Values = Known(options.Values, inputs),
            };
        }

        dimensions = Parse("--dim", options.Dimensions, freeNames, "free dimension", Size);
        shapes = Parse(
            "--shape", options.Shapes, inputs, "input", (typed, text) => text.Split('x').Select(size => Size(typed, size)).ToArray());
        values = Parse("--value", options.Values, inputs, "input", (_, text) => text);
    }

    /// <summary>The size that was given to a named free dimension, by itself or within the shape of an input that has it.</summary>
    public long? Dimension(string name) => Given(name) ?? AxisExpression.Evaluate(name, Given);

    private long? Given(string name) => dimensions.TryGetValue(name, out var size) ? size : null;

    /// <summary>An axis may be empty, as the past of a first token is; the one that items lie along may not.</summary>
    private void RefuseNoItems(OnnxValue input)
    {
        if (Shape(input.Name) is [0, ..] || (input.Shape is [{ Size: null, Name: { } name }, ..] && Given(name) == 0))
        {
            throw new InputException($"input '{input.Name}' {input}: a call of 0 items costs nothing", "give its first axis 1 or more");
        }
    }

    /// <summary>
    /// Takes over the sizes that given shapes imply: an input that shares a dimension with another has the same size there.
    /// </summary>
    /// <param name="input">An input whose shape was given.</param>
    /// <param name="names">The names of its dimensions; empty for fixed and unnamed ones.</param>
    /// <param name="batch">The names of those that are as long as the batch, which the shape of one item leaves free.</param>
    private void Imply(string input, IReadOnlyList<string> names, IReadOnlySet<string> batch)
    {
        foreach (var (name, size) in names.Zip(shapes.GetValueOrDefault(input) ?? [])
            .Where(pair => pair.First.Length > 0 && !(pair.Second == 1 && batch.Contains(pair.First))))
        {
            dimensions.TryAdd(name, size);
        }
    }

    /// <summary>The shape that was given to an input.</summary>
    public long[]? Shape(string input) => shapes.GetValueOrDefault(input);

    /// <summary>The size of an axis in the data that the made-up values stand for; null where it is not known.</summary>
    public long? ItemSize(string input, int axis, int rank) =>
        items.TryGetValue(input, out var shape) && shape.Count == rank && axis > 0 && shape[axis] >= 0 ? shape[axis] : null;

    /// <summary>The value that was given to an input.</summary>
    public string? Value(string input) => values.GetValueOrDefault(input);

    private static List<string>? Known(IReadOnlyList<string>? texts, IReadOnlyCollection<string> known) =>
        texts?.Where(text => known.Contains(text[..Math.Max(0, text.LastIndexOf('='))])).ToList();

    private static Dictionary<string, T> Parse<T>(
        string option, IReadOnlyList<string>? texts, IReadOnlyCollection<string> known, string kind, Func<string, string, T> value)
    {
        var parsed = new Dictionary<string, T>();
        foreach (var text in texts ?? [])
        {
            var split = text.LastIndexOf('=');
            if (split <= 0 || split == text.Length - 1)
            {
                throw new InputException($"{option} {text}: not of the form NAME=VALUE", $"write {option} name=value");
            }

            var name = text[..split];
            if (!known.Contains(name))
            {
                throw new InputException(
                    $"{option} {text}: the model has no {kind} '{name}'",
                    known.Count == 0 ? $"leave it out: the model has no {kind}s" : $"use one of: {string.Join(", ", known)}");
            }

            parsed[name] = value($"{option} {text}", text[(split + 1)..]);
        }

        return parsed;
    }

    private static long Size(string typed, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= int.MaxValue
            ? size
            : throw new InputException($"{typed}: '{text}' is not a size", "use whole numbers, sizes joined by x");
}
