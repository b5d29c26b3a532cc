using InferenceCost.Onnx.Reading;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Which option gives a free axis its size, and a usual one where the input's kind is known; the choice is the person's.</summary>
/// <param name="Option">The option as it is typed.</param>
/// <param name="Source">Why this size.</param>
internal sealed record SizeSuggestion(string Option, string Source)
{
    private const int Tokens = 128;
    private const int Pixels = 224;
    private const int Samples = 16_000;
    private const string OnlyYouKnow = "only you know the size that you deploy";

    /// <summary>Every option that is missing, each reason once.</summary>
    public static string Join(IReadOnlyList<FreeAxes> free)
    {
        var tokens = string.Join(", ", free.Where(item => IsTokens(item.Input)).Select(item => item.Input.Name).Distinct());
        return string.Join(" and ", free.SelectMany(item => Find(item, tokens)).Distinct().GroupBy(item => item.Source)
            .Select(group => $"{string.Join(' ', group.Select(item => item.Option))} ({group.Key})"));
    }

    private static IEnumerable<SizeSuggestion> Find(FreeAxes free, string tokens)
    {
        var (usual, source) = Usual(free.Input, tokens);
        string Size(int axis) => usual is { } size ? FormattableString.Invariant($"{size}") : "N";
        if (free.Axes.All(axis => free.Input.Shape![axis].Name is not null) && !HasFreeChannels(free))
        {
            return free.Axes.SelectMany(axis => Names(free.Input.Shape![axis].Name!)
                .Select(name => new SizeSuggestion($"--dim {name}={Size(axis)}", source)));
        }

        var sizes = free.Input.Shape!.Select((dimension, axis) => dimension.Size is { } fixedSize
            ? FormattableString.Invariant($"{fixedSize}")
            : axis == 0 ? "1" : IsChannels(free, axis) ? "3" : Size(axis));
        return [new SizeSuggestion($"--shape {free.Input.Name}={string.Join('x', sizes)}", source)];
    }

    /// <summary>A sum of other axes is given by them.</summary>
    private static IReadOnlyList<string> Names(string axis) => AxisExpression.Parts(axis) is { Count: > 0 } parts ? parts : [axis];

    private static (int? Size, string Source) Usual(OnnxValue input, string tokens) =>
        IsTokens(input) ? (Tokens, $"a usual length of a sentence pair for token inputs {tokens}; ask for what you deploy")
        : IsPicture(input) ? (Pixels, $"usual for pictures of {Channels(input)} channel{(Channels(input) == 1 ? "" : "s")}; "
            + "ask for what you deploy")
        : IsSound(input) ? (Samples, "one second of sound at 16 kHz; ask for what you deploy")
        : (null, OnlyYouKnow);

    private static bool IsTokens(OnnxValue input) =>
        input is { Type: TensorElementType.Int32 or TensorElementType.Int64, Shape.Count: 2 }
        && (input.IndexBound is not null || Has(input, "ids") || Has(input, "mask") || Has(input, "token"));

    /// <summary>
    /// Four axes, and few channels: second, as most exporters write it, or last. Channels that are free too are taken as colours.
    /// </summary>
    private static bool IsPicture(OnnxValue input) =>
        input is { Type: TensorElementType.Float or TensorElementType.Float16 or TensorElementType.UInt8, Shape.Count: 4 }
        && Channels(input) is 1 or 3 or 4;

    private static long? Channels(OnnxValue input) => (input.Shape![1].Size, input.Shape[2].Size, input.Shape[3].Size) switch
    {
        ({ } first, _, _) => first,
        (null, _, { } last) => last,
        (null, null, null) => 3,
        _ => null,
    };

    private static bool HasFreeChannels(FreeAxes free) => free.Axes.Any(axis => IsChannels(free, axis));

    private static bool IsChannels(FreeAxes free, int axis) => axis == 1 && IsPicture(free.Input) && free.Input.Shape![3].Size is null;

    private static bool IsSound(OnnxValue input) => input is { Type: TensorElementType.Float, Shape.Count: 2 }
        && (Has(input, "audio") || Has(input, "wav") || Has(input, "speech") || Has(input, "input_values"));

    private static bool Has(OnnxValue input, string word) => input.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
