using InferenceCost.Families.Definition;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Where a model's inputs come from, as a child process is told: a data file with the definitions of what is fed, or nothing, and then
/// values are made up from the model's own signature.
/// </summary>
public sealed record InputSource
{
    /// <summary>The seed of made-up values: the same in every launch.</summary>
    public const int Seed = 20250120;

    // More than a model has inputs, each of which takes the next seed.
    private const int SeedsPerItem = 1000;

    /// <summary>The .npz file; null for synthetic values.</summary>
    public string? DataFile { get; init; }

    /// <summary>What is fed from it to which input.</summary>
    public IReadOnlyList<InputDefinition> Definitions { get; init; } = [];

    /// <summary><c>task</c> for a family's data, <c>file</c> for the user's.</summary>
    public InputsKind Kind { get; init; } = InputsKind.Synthetic;

    /// <summary>The .npz file with the labels; null where there are none.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>The array of labels in it.</summary>
    public string? Labels { get; init; }

    /// <summary>Sizes, shapes and values for synthetic inputs, as they were typed.</summary>
    public SyntheticOptions Synthetic { get; init; } = new();

    /// <summary>The same shapes with made-up values.</summary>
    public InputSource MadeUp() => this with { DataFile = null, LabelsFile = null, Kind = InputsKind.Synthetic };

    /// <summary>Makes the inputs ready for a model.</summary>
    /// <param name="session">The loaded model, whose signature made-up values follow.</param>
    /// <exception cref="Foundation.InputException">
    /// The data does not fit the model, or an option names an input that it does not have.
    /// </exception>
    public IModelInputs Open(InferenceSession session) => Open(session, item: 0);

    /// <summary>The same with other made-up values for each item; what comes from a file does not change.</summary>
    /// <param name="session">The loaded model.</param>
    /// <param name="item">The item, from 0.</param>
    /// <exception cref="Foundation.InputException">As above.</exception>
    public IModelInputs Open(InferenceSession session, int item) => DataFile is null
        ? SyntheticInputs.For(session.InputMetadata, session.OutputMetadata, Sized(session), Seed + item * SeedsPerItem)
        : TaskInputs.Open(DataFile, Fed(session), Kind);

    /// <summary>The labels; null where there are none.</summary>
    public int[]? ReadLabels() => LabelsFile is null || Labels is null ? null : Tasks.Inputs.Labels.Read(LabelsFile, Labels);

    /// <summary>
    /// Made-up inputs have the shapes that the task gives, such as the length of a sequence; what a person asked for goes first.
    /// </summary>
    private SyntheticOptions Sized(InferenceSession session)
    {
        var asked = (Synthetic.Shapes ?? []).Select(shape => shape.Split('=')[0]).ToHashSet();
        return Synthetic with
        {
            Shapes =
            [
                .. Definitions.Where(definition => definition.Shape.Any(axis => !axis.IsFree)
                    && session.InputNames.Contains(definition.Name) && !asked.Contains(definition.Name))
                    .Select(definition => $"{definition.Name}={string.Join('x', definition.Shape.Select(axis => axis.Size ?? 1))}"),
                .. Synthetic.Shapes ?? [],
            ],
        };
    }

    /// <summary>The definitions of the inputs that this model has: models of one family may leave some out.</summary>
    private List<InputDefinition> Fed(InferenceSession session)
    {
        if (session.InputNames.FirstOrDefault(name => Definitions.All(definition => definition.Name != name)) is { } unfed)
        {
            throw new Foundation.InputException(
                $"{DataFile}: nothing is fed to the model's input '{unfed}'",
                "add it to the task's inputs, or to the arrays of the data file");
        }

        return [.. Definitions.Where(definition => session.InputNames.Contains(definition.Name))];
    }
}

/// <summary>Sizes, shapes and values for synthetic inputs, as they were typed.</summary>
/// <param name="Dimensions"><c>name=N</c>.</param>
/// <param name="Shapes"><c>input=1x3x224x224</c>.</param>
/// <param name="Values"><c>input=16000</c>.</param>
public sealed record SyntheticOptions(
    IReadOnlyList<string>? Dimensions = null, IReadOnlyList<string>? Shapes = null, IReadOnlyList<string>? Values = null);
