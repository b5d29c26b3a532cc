using System.CommandLine;
using System.Globalization;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>What <c>models show --values</c> tells: whether there are numbers that a processor takes long over.</summary>
/// <param name="Weights">The stored floating-point numbers.</param>
/// <param name="Activations">What the nodes gave.</param>
internal sealed record ModelValues(ValueCount Weights, ActivationCount Activations)
{
    /// <summary>Whether to run the model for it.</summary>
    public static Option<bool> Asked { get; } = new("--values")
    {
        Description =
            "Run the model, and count subnormal, zero and not finite numbers in its weights and in everything that its nodes give",
    };

    /// <summary>How many items.</summary>
    public static Option<int> Items { get; } =
        new("--items") { Description = "How many items to run it on for --values (64)", HelpName = "N", DefaultValueFactory = _ => 64 };

    /// <summary>Whose data.</summary>
    public static Option<string?> Family { get; } =
        new("--family") { Description = "For --values of a file: feed it this family's data, not synthetic inputs", HelpName = "ID" };

    /// <summary>Counts in the weights, then runs the model.</summary>
    /// <param name="path">The model's file.</param>
    /// <param name="family">Whose data it is fed; synthetic inputs where it is null or has none, or sizes were typed.</param>
    /// <param name="asked">Sizes that were typed.</param>
    /// <param name="items">How many items.</param>
    /// <param name="cancellation">Stops between two items.</param>
    /// <exception cref="InputException">The model cannot be run, or the family's data is not the declared one.</exception>
    public static ModelValues Count(
        string path, FamilyDefinition? family, SyntheticOptions asked, int items, CancellationToken cancellation)
    {
        if (items < 1)
        {
            throw new InputException($"--items {items}: not a number of items", "use 1 or more");
        }

        var typed = asked.Dimensions!.Count + asked.Shapes!.Count > 0;
        var data = typed || family is null ? null : DatasetFile.Verify(family)?.Data;
        var inputs = new InputSource
        {
            DataFile = data,
            Kind = data is null ? InputsKind.Synthetic : InputsKind.Task,
            Definitions = family?.Task.Inputs ?? [],
            Synthetic = asked,
        };
        var file = OnnxModelFile.Read(path);
        return new ModelValues(WeightValueCount.Count(file), ActivationCount.Count(file, inputs, items, cancellation));
    }

    /// <summary>The same as lines of text.</summary>
    public IEnumerable<string> Lines() =>
    [
        $"values of weights: {Text(Weights)}",
        string.Create(
            CultureInfo.InvariantCulture,
            $"values that nodes gave, {Activations.Items} items ({EnumWord.Of(Activations.Source)}), {Activations.Tensors.Count} "
            + $"tensors: {Text(Activations.Total)}"),
    ];

    private static string Text(ValueCount count) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count.Values:N0}; subnormal {count.Subnormal:N0}; not finite {count.NotFinite:N0}; "
        + $"zero {(count.Values == 0 ? 0 : 100.0 * count.Zeros / count.Values):0.0} %; largest magnitude {count.LargestMagnitude:G4}");
}
