using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Axes of one input, other than the batch, that the model leaves free and that nobody gave a size.</summary>
/// <param name="Input">The input.</param>
/// <param name="Axes">Their places in its shape, ascending; never empty.</param>
public sealed record FreeAxes(OnnxValue Input, IReadOnlyList<int> Axes)
{
    /// <summary>
    /// The free axes of some inputs. The batch is none of them: it is the first axis of an input where that is free, and every free axis of
    /// the same name.
    /// </summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="options">The sizes that were given.</param>
    /// <exception cref="InputException">An option names what the model does not have.</exception>
    public static IReadOnlyList<FreeAxes> Find(IReadOnlyList<OnnxValue> inputs, SyntheticOptions options)
    {
        var (overrides, batch) = (ShapeOverrides.Of(inputs, options), BatchNames(inputs));
        bool IsUnsized(OnnxValue input, int axis) => axis > 0 && input.Shape![axis] is { Size: null } dimension
            && !(dimension.Name is { } name && (batch.Contains(name) || overrides.Dimension(name) is not null))
            && overrides.ItemSize(input.Name, axis, input.Shape.Count) is null;
        return
        [
            .. from input in inputs
               where input is { Type: not null, Shape: not null } && overrides.Shape(input.Name) is null
               let axes = Enumerable.Range(0, input.Shape!.Count).Where(axis => IsUnsized(input, axis)).ToList()
               where axes.Count > 0
               select new FreeAxes(input, axes),
        ];
    }

    /// <summary>The names of axes that are as long as the batch.</summary>
    public static IReadOnlySet<string> BatchNames(IEnumerable<OnnxValue> inputs) =>
        inputs.Select(input => input.Shape is [{ Size: null, Name: { } name }, ..] ? name : null).OfType<string>().ToHashSet();

    /// <summary>
    /// That the axes have no size, in one line, with the options to give. No size is made up: what a model costs at one token, or on a
    /// picture one pixel wide, is not what anybody deploys.
    /// </summary>
    /// <param name="subject">Whose axes they are: a file.</param>
    /// <param name="free">The axes; at least one.</param>
    public static InputException Refusal(string subject, IReadOnlyList<FreeAxes> free)
    {
        var first = free[0];
        var names = first.Axes.Select(axis => first.Input.Shape![axis].Name is { } name
            ? $"'{name}'"
            : FormattableString.Invariant($"{axis}")).ToList();
        var others = free.Select(other => other.Input.Name).Distinct().Where(name => name != first.Input.Name)
            .Select(name => $"'{name}'").ToList();
        return new InputException(
            $"{subject}: input '{first.Input.Name}' {first.Input} leaves {(names.Count == 1 ? "axis" : "axes")} "
            + $"{string.Join(" and ", names)} free, and no size was given"
            + (others.Count == 0 ? "" : $" (likewise {string.Join(", ", others)})"),
            $"give {SizeSuggestion.Join(free)}");
    }
}
