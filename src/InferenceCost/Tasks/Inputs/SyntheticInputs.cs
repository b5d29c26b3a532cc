using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tasks.Inputs;

/// <summary>
/// Made-up inputs for any model, from its signature alone: seeded, so the same in every process. Honest for cost where the cost does not
/// depend on the values, and labelled so; never good for quality.
/// </summary>
/// <remarks>
/// Sizes: what was said with <c>--shape</c> or <c>--dim</c>; else a free first axis is the batch, a free dimension that shares the first
/// axis' name too. Every other free dimension has to be given: no size is made up.
/// </remarks>
public sealed class SyntheticInputs : IModelInputs
{
    private readonly List<SyntheticInput> inputs;
    private readonly int seed;

    private SyntheticInputs(List<SyntheticInput> inputs, IReadOnlyList<string> notes, int seed)
    {
        this.inputs = inputs;
        this.seed = seed;
        Notes = notes;
    }

    /// <inheritdoc/>
    public InputsKind Kind => InputsKind.Synthetic;

    /// <inheritdoc/>
    public int Items => 0;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Makes inputs for a signature.</summary>
    /// <param name="inputs">The model's inputs, by name.</param>
    /// <param name="outputs">Its outputs: an input that one of them mirrors is a recurrent state, and starts at zero.</param>
    /// <param name="options">What a person said about sizes and values.</param>
    /// <param name="seed">The seed of all values.</param>
    /// <exception cref="InputException">An option does not fit the model, or an input is of a kind that cannot be made up.</exception>
    public static SyntheticInputs For(
        IReadOnlyDictionary<string, NodeMetadata> inputs, IReadOnlyDictionary<string, NodeMetadata> outputs, SyntheticOptions options,
        int seed)
    {
        List<OnnxValue> values = [.. inputs.Where(input => input.Value.IsTensor).Select(input => Value(input.Key, input.Value))];
        var (shapes, overrides, notes) = (InputShapes.Find(values, options), ShapeOverrides.Of(values, options), new List<string>());
        var made = inputs.Select(pair => Input(pair.Key, pair.Value, shapes, overrides, options.IndexBounds, outputs, notes)).ToList();
        if (made.TrueForAll(input => input.Shape.BatchAxes.Length == 0))
        {
            notes.Add("no input has a free first axis: the batch is what the shapes say, and one call counts as one item");
        }

        return new SyntheticInputs(made, notes, seed);
    }

    /// <inheritdoc/>
    public IReadOnlyList<InputTensor> Batch(int first, int count) => count == 1 || inputs.Exists(input => input.Shape.BatchAxes.Length > 0)
        ? [.. inputs.Select((input, index) => input.Make(count, seed + index))]
        : throw new InputException(
            "no input has a free first axis: the model's batch is fixed", "measure it at batch 1, or export it with a free first axis");

    /// <inheritdoc/>
    public void Copy(int first, int count, string input, Span<byte> destination)
    {
        // Every item is as good as any other: what is bound stays.
    }

    private static OnnxValue Value(string name, NodeMetadata input) => new(
        name, input.ElementDataType,
        [.. input.Dimensions.Zip(input.SymbolicDimensions, (size, symbol) =>
            new OnnxDimension(size > 0 ? size : null, size > 0 || symbol.Length == 0 ? null : symbol))]);

    private static SyntheticInput Input(
        string name, NodeMetadata input, Dictionary<string, InputShape> shapes, ShapeOverrides overrides,
        IReadOnlyDictionary<string, long>? bounds, IReadOnlyDictionary<string, NodeMetadata> outputs, List<string> notes)
    {
        if (!input.IsTensor)
        {
            throw new InputException(
                $"input '{name}' is no tensor", "only tensors can be made up; wrap the model so that it takes tensors");
        }

        var state = StateOf(name, input, outputs);
        if (state is not null)
        {
            notes.Add($"input '{name}' mirrors output '{state}': taken as a state, and starts at zero");
        }

        return new SyntheticInput(name, input.ElementDataType, shapes[name], overrides.Value(name), state is not null)
        {
            IndexBound = bounds?.TryGetValue(name, out var bound) == true ? bound : null,
        };
    }

    /// <summary>
    /// A recurrent state goes in and comes out: of the same type and rank, and of the same name but for a marker of direction
    /// (<c>h</c> and <c>hn</c>, <c>state</c> and <c>stateN</c>, <c>past.0.key</c> and <c>present.0.key</c>, <c>x_in</c> and <c>x_out</c>).
    /// </summary>
    private static string? StateOf(string name, NodeMetadata input, IReadOnlyDictionary<string, NodeMetadata> outputs) =>
        outputs.Where(output => output.Value.IsTensor
                && output.Value.ElementDataType == input.ElementDataType && output.Value.Dimensions.Length == input.Dimensions.Length)
            .Select(output => output.Key)
            .FirstOrDefault(output => output != name && StatePatterns.Any(pattern => Mirrors(name, output, pattern.In, pattern.Out)));

    private static readonly (string In, string Out)[] StatePatterns =
        [
            ("past_key_values", "present"), ("past", "present"), ("_in", "_out"), ("state", "stateN"), ("state", "state_out"),
            ("state", "new_state"), ("h", "hn"), ("c", "cn"), ("h0", "hn"), ("c0", "cn"),
        ];

    private static bool Mirrors(string input, string output, string inMark, string outMark) => inMark.Length <= 2 && !inMark.StartsWith('_')
        ? input == inMark && output == outMark
        : input.Contains(inMark, StringComparison.Ordinal) && input.Replace(inMark, outMark, StringComparison.Ordinal) == output;
}
