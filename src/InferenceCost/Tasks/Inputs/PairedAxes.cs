using InferenceCost.Families.Definition;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// One size for an axis that two models call differently: exporters choose the names, and <c>--dim</c> is given once. Axes belong together
/// that stand at the same place of an input of the same name.
/// </summary>
public static class PairedAxes
{
    /// <summary>The axes of a model that others call otherwise.</summary>
    /// <param name="own">The model's inputs.</param>
    /// <param name="others">The other models, by id.</param>
    public static IReadOnlyList<PairedAxis> Find(OnnxSignature own, IEnumerable<(string Id, OnnxSignature Signature)> others)
    {
        ArgumentNullException.ThrowIfNull(own);
        var known = others.SelectMany(other => other.Signature.Inputs.Select(input => (other.Id, Input: input))).ToList();
        return
        [
            .. from input in own.Inputs
               let shape = input.Shape ?? []
               from axis in Enumerable.Range(1, Math.Max(0, shape.Count - 1))
               let dimension = shape[axis]
               where dimension.Size is null
               let names = known.Where(other => other.Input.Name == input.Name && other.Input.Shape?.Count == shape.Count)
                   .Select(other => (Name: other.Input.Shape![axis].Name, other.Id))
                   .Where(other => other.Name is not null && other.Name != dimension.Name)
                   .Select(other => (Name: other.Name!, other.Id)).DistinctBy(other => other.Name).ToList()
               where names.Count > 0
               select new PairedAxis(input.Name, axis, shape.Count, dimension.Name, names),
        ];
    }

    /// <summary>The options with the sizes that were given by the names of other models.</summary>
    /// <param name="axes">The axes of the model that the options are for.</param>
    /// <param name="options">What was typed.</param>
    public static SyntheticOptions Apply(IReadOnlyList<PairedAxis> axes, SyntheticOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (dimensions, items) = ((options.Dimensions ?? []).ToList(), new Dictionary<string, long[]>());
        foreach (var (axis, size, _) in Resolve(axes, options))
        {
            if (axis.Own is { } name)
            {
                dimensions.Add(FormattableString.Invariant($"{name}={size}"));
                continue;
            }

            if (!items.TryGetValue(axis.Input, out var shape))
            {
                items[axis.Input] = shape = [.. Enumerable.Repeat(-1L, axis.Rank)];
            }

            shape[axis.Axis] = size;
        }

        var known = options.ItemShapes ?? new Dictionary<string, IReadOnlyList<long>>();
        return options with
        {
            Dimensions = dimensions.Count == 0 ? options.Dimensions : [.. dimensions.Distinct()],
            ItemShapes = items.Count == 0 ? options.ItemShapes : items.Where(item => !known.ContainsKey(item.Key))
                .Select(item => KeyValuePair.Create(item.Key, (IReadOnlyList<long>)item.Value)).Concat(known).ToDictionary(),
        };
    }

    /// <summary>Which axes were taken for one, one line each.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="axes">Its axes that others call otherwise.</param>
    /// <param name="options">What was typed.</param>
    public static IEnumerable<string> Notes(string model, IReadOnlyList<PairedAxis> axes, SyntheticOptions options) =>
        Resolve(axes, options).Select(found =>
            (Own: found.Axis.Own is { } own ? $"'{own}'" : FormattableString.Invariant($"axis {found.Axis.Axis} of '{found.Axis.Input}'"),
                Other: found.Axis.Others.First(other => other.Name == found.Name), found.Size))
            .Distinct()
            .Select(found => FormattableString.Invariant(
                $"{found.Own} of '{model}' is taken to be '{found.Other.Name}' of '{found.Other.Model}': {found.Size}"));

    private static IEnumerable<(PairedAxis Axis, long Size, string Name)> Resolve(IReadOnlyList<PairedAxis> axes, SyntheticOptions options)
    {
        var given = AxisSizes.Parse(options.Dimensions ?? []) ?? new Dictionary<string, long>();
        long? SizeOf(string name) => given.TryGetValue(name, out var size) ? size
            : AxisExpression.Evaluate(name, part => given.TryGetValue(part, out var known) ? known : null);
        foreach (var axis in axes.Where(axis => axis.Own is null || SizeOf(axis.Own) is null))
        {
            var sizes = axis.Others.Select(other => (other.Name, Size: SizeOf(other.Name))).Where(other => other.Size is not null).ToList();
            if (sizes.Select(other => other.Size).Distinct().Count() == 1)
            {
                yield return (axis, sizes[0].Size!.Value, sizes[0].Name);
            }
        }
    }
}
