using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tasks.Classification;

/// <summary>A model's outputs as predictions, or why they cannot be.</summary>
/// <param name="Predictions">The predictions; null where they are refused.</param>
/// <param name="Refusal">Why; null where there are predictions.</param>
public sealed record Classified(Predictions? Predictions, Reason? Refusal)
{
    /// <summary>
    /// Turns the numbers of an output into predictions. One that is not finite refuses all of them: a score over the rest would flatter.
    /// </summary>
    /// <param name="source">Where the outputs come from, for messages.</param>
    /// <param name="items">The items' ids.</param>
    /// <param name="labels">The true classes, or null.</param>
    /// <param name="values">Shape [items, columns], row by row.</param>
    /// <param name="columns">Numbers an item.</param>
    /// <param name="meaning">What they are; one that names a class.</param>
    /// <exception cref="ArgumentException">Not one number per item and column, no columns, or numbers that name no class.</exception>
    public static Classified From(
        string source, string[] items, int[]? labels, ReadOnlySpan<float> values, int columns, AnswerMeaning meaning)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length != (long)items.Length * columns)
        {
            throw new ArgumentException(
                $"{items.Length} items of {columns} columns need as many numbers, not {values.Length}.", nameof(values));
        }

        var classes = ClassRow.Classes(meaning, columns);
        var probabilities = new float[items.Length * classes];
        var predicted = new int[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            predicted[i] = ClassRow.Read(
                meaning, values.Slice(i * columns, columns), probabilities.AsSpan(i * classes, classes));
            if (predicted[i] < 0)
            {
                return new Classified(null, NotFinite(source, items[i]));
            }
        }

        return new Classified(
            new Predictions(source, items, labels, predicted, classes > 0 && items.Length > 0 ? probabilities : null), null);
    }

    /// <summary>Why answers with a number that is not finite are refused.</summary>
    public static Reason NotFinite(string source, string item) => new(
        ReasonCode.OutputNotFinite, $"{source}: the output for item {item} is not finite",
        "check the item's inputs, the model's weights, and whether its precision overflows on this provider");
}
