using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tasks.Classification;

/// <summary>A model's outputs as predictions, or why they cannot be.</summary>
/// <param name="Predictions">The predictions; null where they are refused.</param>
/// <param name="Refusal">Why; null where there are predictions.</param>
public sealed record Classified(Predictions? Predictions, Reason? Refusal)
{
    /// <summary>
    /// Turns scores into predictions. One output that is not finite refuses all of them: a score over the rest would flatter.
    /// </summary>
    /// <param name="source">Where the outputs come from, for messages.</param>
    /// <param name="items">The items' ids.</param>
    /// <param name="labels">The true classes, or null.</param>
    /// <param name="logits">Shape [items, classes], row by row.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">Not one score per item and class, or no classes.</exception>
    public static Classified FromLogits(string source, string[] items, int[]? labels, ReadOnlySpan<float> logits, int classes)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (logits.Length != (long)items.Length * classes)
        {
            throw new ArgumentException(
                $"{items.Length} items of {classes} classes need as many scores, not {logits.Length}.", nameof(logits));
        }

        var probabilities = new float[logits.Length];
        var predicted = new int[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            predicted[i] = Softmax.Apply(logits.Slice(i * classes, classes), probabilities.AsSpan(i * classes, classes));
            if (predicted[i] < 0)
            {
                return new Classified(null, new Reason(
                    ReasonCode.OutputNotFinite, $"{source}: the output for item {items[i]} is not finite",
                    "check the item's inputs, the model's weights, and whether its precision overflows on this provider"));
            }
        }

        return new Classified(new Predictions(source, items, labels, predicted, probabilities), null);
    }
}
