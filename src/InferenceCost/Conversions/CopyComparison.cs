using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Reading;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Conversions;

/// <summary>Runs a converted copy beside its original: whether it answers alike, what runs in it, and whether it is faster.</summary>
/// <param name="sizes">Sizes, shapes and values of the inputs.</param>
/// <param name="inputs">How many inputs are compared.</param>
/// <param name="seed">Of the inputs.</param>
/// <param name="customOperators">Libraries of operators; null for none.</param>
public sealed class CopyComparison(
    SyntheticOptions sizes, int inputs = CopyComparison.UsualInputs, int seed = 1, IReadOnlyList<string>? customOperators = null)
{
    /// <summary>Enough to see a copy that is broken; quality is measured by a run.</summary>
    public const int UsualInputs = 8;

    // Seeds of inputs are counted up from one by SyntheticInputs: inputs of different items do not share any.
    private const int SeedsOfAnItem = 1000;

    private readonly SessionSettings settings = new() { CustomOperators = customOperators };

    /// <summary>Why the two cannot be fed yet: an axis of the inputs is free and has no size. Null where all have one.</summary>
    /// <param name="original">The original's file.</param>
    /// <exception cref="InputException">An option names what the model does not have.</exception>
    public InputException? Unsized(string original) =>
        FreeAxes.Find(OnnxSignature.Read(OnnxModelFile.Read(original).Model).Inputs, sizes) is { Count: > 0 } free
            ? FreeAxes.Refusal(original, free) : null;

    /// <summary>Loads a copy, which shows that the runtime takes it.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public void Load(string copy) => LoadedModel.Load(copy, new CpuProvider(), settings).Dispose();

    /// <summary>Compares the two.</summary>
    /// <param name="original">The original's file.</param>
    /// <param name="copy">The copy's.</param>
    /// <param name="to">What its weights became.</param>
    /// <param name="cancellation">Stops it between calls.</param>
    /// <exception cref="InputException">
    /// The runtime refuses one of them, or an axis has no size, or the inputs do not fit.
    /// </exception>
    public CopyCheck Run(string original, string copy, SmallType to, CancellationToken cancellation)
    {
        try
        {
            using var before = LoadedModel.Load(original, new CpuProvider(), settings);
            using var after = LoadedModel.Load(copy, new CpuProvider(), settings);
            var bounded = sizes with { IndexBounds = Bounds(original) };
            IReadOnlyList<InputTensor> Item(int index) => SyntheticInputs.For(
                before.Session.InputMetadata, before.Session.OutputMetadata, bounded, seed + (SeedsOfAnItem * index)).Batch(0, 1);
            var first = Item(0);
            var agreement = CopyAgreements.Count(before, after, Item, inputs, cancellation);
            var time = CopyTimes.Measure(before, after, first, cancellation);
            var ran = Ran(copy, first);
            return new CopyCheck(
                string.Join(", ", first.Select(input => $"{input.Name} {string.Join('x', input.Shape)}".TrimEnd())),
                agreement, time, ran, [.. CopyWarnings.Find(to, agreement, time, ran)]);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{copy}: cannot be compared with {original}: {RuntimeMessage.OneLine(error.Message)}",
                "give the inputs that the model needs with --dim, --shape and --value", error);
        }
    }

    private static Dictionary<string, long> Bounds(string file) => OnnxSignature.Read(OnnxModelFile.Read(file).Model).Inputs
        .Where(input => input.IndexBound is not null).ToDictionary(input => input.Name, input => input.IndexBound!.Value);

    private IReadOnlyList<OperatorTime> Ran(string copy, IReadOnlyList<InputTensor> item)
    {
        using var folder = new ProfileFolder();
        using var model = LoadedModel.LoadProfiled(copy, new CpuProvider(), settings, folder.Prefix);
        using (var call = BoundWorkload.BindInputs(model, item))
        {
            // The second call: the first prepares what later ones find ready.
            call.Run();
            call.Run();
        }

        return OperatorTimes.Read(model.Session.EndProfiling());
    }
}
