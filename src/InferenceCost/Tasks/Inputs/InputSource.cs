using System.Text.Json.Serialization;
using InferenceCost.Families.Definition;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

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

    /// <summary>The data file; null for synthetic values.</summary>
    public string? DataFile { get; init; }

    /// <summary>What is fed from it to which input.</summary>
    public IReadOnlyList<InputDefinition> Definitions { get; init; } = [];

    /// <summary><c>task</c> for a family's data, <c>file</c> for the user's.</summary>
    public InputsKind Kind { get; init; } = InputsKind.Synthetic;

    /// <summary>The file with the labels; null where there are none.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>The array of labels in it.</summary>
    public string? Labels { get; init; }

    /// <summary>The classes that labels name, in the order that they are counted by; null where labels are numbers from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Sizes, shapes and values for synthetic inputs, as they were typed.</summary>
    public SyntheticOptions Synthetic { get; init; } = new();

    /// <summary>The same shapes with made-up values: what the model leaves free is as long as in the data.</summary>
    /// <exception cref="Foundation.InputException">The data file cannot be read.</exception>
    public InputSource MadeUp() => DataFile is not { } file ? this : new InputSource
    {
        Synthetic = Synthetic with
        {
            ItemShapes = Definitions.ToDictionary(
                definition => definition.Name,
                definition => (IReadOnlyList<long>)Tasks.Inputs.DataFile.ReadHeader(file, definition).Shape),
        },
    };

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

    /// <summary>The shapes of a call, by input, without a session.</summary>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="batch">Items per call.</param>
    /// <exception cref="Foundation.InputException">An axis has no size, or the data file cannot be read.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> ShapesOfCall(IReadOnlyList<OnnxValue> inputs, int batch)
    {
        var taken = Definitions.Where(definition => inputs.Any(input => input.Name == definition.Name)).ToList();
        return DataFile is { } file
            ? taken.ToDictionary(
                definition => definition.Name,
                definition => Tasks.Inputs.DataFile.ReadHeader(file, definition).Shape is var shape && definition.HasItemAxis
                    ? (IReadOnlyList<long>)[batch, .. shape[1..]]
                    : shape)
            : InputShapes.Find(inputs, Synthetic with { Shapes = [.. ShapesOf(taken), .. Synthetic.Shapes ?? []] })
                .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<long>)pair.Value.At(batch));
    }

    /// <summary>
    /// The same where no model was read, of the inputs that a family declares; no shape depends on the type of the elements.
    /// </summary>
    /// <exception cref="Foundation.InputException">As above.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> ShapesOfCall(IReadOnlyList<InputDefinition> inputs, int batch) => ShapesOfCall(
        [.. inputs.Select(input => new OnnxValue(
            input.Name, TensorElementType.Float, [.. input.Shape.Select(axis => new OnnxDimension(axis.Size, axis.Name))]))],
        batch);

    /// <summary>The labels; null where there are none.</summary>
    public int[]? ReadLabels() => LabelsFile is null || Labels is null ? null : Tasks.Inputs.Labels.Read(LabelsFile, Labels, Classes);

    /// <summary>The true numbers, one for each item or pair; null where there are none.</summary>
    /// <exception cref="Foundation.InputException">They are no numbers, or not finite.</exception>
    public double[]? ReadTrueNumbers() => LabelsFile is null || Labels is null ? null : TrueNumbers.Read(LabelsFile, Labels);

    /// <summary>The pairs of items that are compared, shape [pairs, 2]; null where items stand for themselves.</summary>
    /// <exception cref="Foundation.InputException">They are no items of the data.</exception>
    public int[][]? ReadPairs(int items) => LabelsFile is null ? null : ItemPairs.Read(LabelsFile, items);

    /// <summary>What each item shares with others, such as its query; null where nobody says it.</summary>
    /// <exception cref="Foundation.InputException">There are fewer than items.</exception>
    public string[]? ReadClusters(int items) => LabelsFile is null ? null : ItemSources.Read(LabelsFile, items);

    /// <summary>
    /// Made-up inputs have the shapes that the task gives, such as the length of a sequence; what a person asked for goes first.
    /// </summary>
    private SyntheticOptions Sized(InferenceSession session)
    {
        var asked = (Synthetic.Shapes ?? []).Select(shape => shape.Split('=')[0]).ToHashSet();
        var taken = Definitions.Where(definition => session.InputNames.Contains(definition.Name) && !asked.Contains(definition.Name));
        return Synthetic with { Shapes = [.. ShapesOf(taken), .. Synthetic.Shapes ?? []] };
    }

    /// <summary>
    /// The whole shapes that definitions give, as they would be typed: of one item, where nothing but the batch is left free.
    /// </summary>
    internal static IEnumerable<string> ShapesOf(IEnumerable<InputDefinition> definitions) => definitions
        .Where(definition => definition.Shape.Any(axis => !axis.IsFree) && definition.Shape.Skip(1).All(axis => !axis.IsFree))
        .Select(definition => $"{definition.Name}={string.Join('x', definition.Shape.Select(axis => axis.Size ?? 1))}");

    /// <summary>
    /// The definitions of the inputs that this model has, in its own element types: models of one family may leave some out, and one in
    /// half precision often takes its inputs so.
    /// </summary>
    private List<InputDefinition> Fed(InferenceSession session)
    {
        if (session.InputNames.FirstOrDefault(name => Definitions.All(definition => definition.Name != name)) is { } unfed)
        {
            throw new Foundation.InputException(
                $"{DataFile}: nothing is fed to the model's input '{unfed}'",
                "add it to the task's inputs, or to the arrays of the data file");
        }

        return [.. Definitions.Where(definition => session.InputNames.Contains(definition.Name))
            .Select(definition => definition with { Type = ElementTypes.Name(session.InputMetadata[definition.Name].ElementDataType) })];
    }
}

/// <summary>Sizes, shapes and values for synthetic inputs, as they were typed.</summary>
/// <param name="Dimensions"><c>name=N</c>.</param>
/// <param name="Shapes"><c>input=1x3x224x224</c>.</param>
/// <param name="Values"><c>input=16000</c>.</param>
public sealed record SyntheticOptions(
    IReadOnlyList<string>? Dimensions = null, IReadOnlyList<string>? Shapes = null, IReadOnlyList<string>? Values = null)
{
    /// <summary>
    /// The shapes of the data that made-up values stand for, by input, items along the first axis; null where there are none. An axis of -1
    /// is not known.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<long>>? ItemShapes { get; init; }

    /// <summary>How many rows the tables have that integers look into, by input; null where that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? IndexBounds { get; init; }

    /// <summary>Whether they were typed for several models: each takes what names an axis or an input of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OfSeveralModels { get; init; }
}
