using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Meaning;

namespace InferenceCost.Tasks.Classification;

/// <summary>A model's outputs as predictions, or why they cannot be.</summary>
/// <param name="Predictions">The predictions; null where they are refused.</param>
/// <param name="Refusal">Why; null where there are predictions.</param>
public sealed record Classified(Predictions? Predictions, Reason? Refusal)
{
    /// <summary>Finds out what the numbers of an output are, and turns them into predictions.</summary>
    /// <param name="source">Where the outputs come from, for messages.</param>
    /// <param name="output">The output, and what is known of it.</param>
    /// <param name="isWhole">Whether the numbers are of an integer type.</param>
    /// <param name="items">The items' ids.</param>
    /// <param name="labels">The true classes of at least these items, or null.</param>
    /// <param name="values">Shape [items, columns], row by row.</param>
    /// <param name="columns">Numbers an item.</param>
    /// <exception cref="InputException">A number is not finite, two readings are possible, or the numbers name no class.</exception>
    public static (Predictions Predictions, AnswerReading Reading) Read(
        string source, ScoredOutput output, bool isWhole, string[] items, int[]? labels, ReadOnlySpan<float> values, int columns)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) && !float.IsNegativeInfinity(values[i]))
            {
                throw Refused(NotFiniteOutput.Of(source, items[i / columns]));
            }
        }

        var reading = AnswerMeanings.Decide(
            source, output, isWhole, RowStatistics.Of(values, columns),
            labels is null ? null : labels.Length > 0 && !labels.AsSpan().ContainsAnyExceptInRange(0, 1));
        if (!ClassRow.AreClasses(reading.Meaning))
        {
            throw new InputException(
                $"{source}: output '{output.Name}' holds {EnumWord.Of(reading.Meaning)} ({reading.Evidence}), which names no class",
                $"where it names classes, say how: --answer {output.Name}=scores, for instance");
        }

        var names = new ClassNames(output);
        if (columns > 1)
        {
            values = names.InOrder(source, values, columns);
        }
        else if (reading.Meaning != AnswerMeaning.Class)
        {
            names.RequireOrderOfTwo(source);
        }

        var classified = From(source, items, labels?[..items.Length], values, columns, reading.Meaning);
        return classified.Refusal is { } refusal ? throw Refused(refusal) : (classified.Predictions!, reading);

        static InputException Refused(Reason reason) => new(reason.Message, reason.Fix);
    }

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
                return new Classified(null, NotFiniteOutput.Of(source, items[i]));
            }
        }

        return new Classified(
            new Predictions(source, items, labels, predicted, classes > 0 && items.Length > 0 ? probabilities : null), null);
    }
}
