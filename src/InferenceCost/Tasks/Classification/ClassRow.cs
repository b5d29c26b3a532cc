using InferenceCost.Records;

namespace InferenceCost.Tasks.Classification;

/// <summary>The class that one item's numbers name, and the probabilities that they give.</summary>
internal static class ClassRow
{
    /// <summary>Whether numbers of a meaning name a class.</summary>
    public static bool AreClasses(AnswerMeaning meaning) =>
        meaning is not (AnswerMeaning.Embedding or AnswerMeaning.Regression or AnswerMeaning.None);

    /// <summary>Numbers an item, of an output of a call; null where they are no row.</summary>
    /// <param name="shape">
    /// Its shape. Axes of length 1 say nothing: exporters leave them standing behind a pooled picture, and some squeeze away that of the
    /// items where there is one.
    /// </param>
    /// <param name="items">Items of the call.</param>
    public static int? Columns(long[] shape, long items)
    {
        if (items == 1 && shape is [not 1, _, ..])
        {
            // The items lie behind this axis, which shows only where there are more.
            return null;
        }

        var longer = shape.Where(size => size != 1).ToArray();
        var row = items == 1 ? longer : longer is [var first, .. var rest] && first == items ? rest : null;
        return row switch { [] => 1, [> 0 and var columns] => (int)columns, _ => null };
    }

    /// <summary>How many items are of another class in one than in the other.</summary>
    /// <param name="meaning">What the numbers are; one that names a class.</param>
    /// <param name="own">Shape [items, columns], row by row.</param>
    /// <param name="other">The same of the other.</param>
    /// <param name="columns">Numbers an item.</param>
    public static int CountOther(AnswerMeaning meaning, float[] own, float[] other, int columns)
    {
        var probabilities = new float[Classes(meaning, columns)];
        return Enumerable.Range(0, own.Length / columns).Count(item => Class(own, item) != Class(other, item));

        int Class(float[] numbers, int item) => Read(meaning, numbers.AsSpan(item * columns, columns), probabilities);
    }

    /// <summary>How many probabilities an item has; 0 where its numbers give none.</summary>
    /// <param name="meaning">What the numbers are.</param>
    /// <param name="columns">How many there are.</param>
    /// <exception cref="ArgumentException">They name no class.</exception>
    public static int Classes(AnswerMeaning meaning, int columns) => meaning switch
    {
        AnswerMeaning.Logits or AnswerMeaning.Probabilities or AnswerMeaning.LogProbabilities => columns,
        AnswerMeaning.Logit or AnswerMeaning.Probability => 2,
        AnswerMeaning.Scores or AnswerMeaning.Class => 0,
        _ => throw new ArgumentException($"numbers that are {EnumWord.Of(meaning)} name no class", nameof(meaning)),
    };

    /// <summary>Reads one item.</summary>
    /// <param name="meaning">What its numbers are.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="probabilities">Receives as many as <see cref="Classes"/> says.</param>
    /// <returns>The class, the lowest number where several share the highest score; -1 where a number is not finite.</returns>
    public static int Read(AnswerMeaning meaning, ReadOnlySpan<float> values, Span<float> probabilities)
    {
        // The logarithm of a probability of 0 is minus infinity, and as good a number as any.
        if (values.ContainsAnyExceptFinite(meaning == AnswerMeaning.LogProbabilities))
        {
            return -1;
        }

        switch (meaning)
        {
            case AnswerMeaning.Logits:
                return Softmax.Apply(values, probabilities);
            case AnswerMeaning.Probabilities:
                values.CopyTo(probabilities);
                return Best(values);
            case AnswerMeaning.LogProbabilities:
                for (var i = 0; i < values.Length; i++)
                {
                    probabilities[i] = MathF.Exp(values[i]);
                }

                return Best(values);
            case AnswerMeaning.Logit:
                return OfTwo(1 / (1 + Math.Exp(-(double)values[0])), values[0] > 0, probabilities);
            case AnswerMeaning.Probability:
                return OfTwo(values[0], values[0] > 0.5f, probabilities);
            case AnswerMeaning.Class:
                return (int)values[0];
            default:
                return Best(values);
        }
    }

    private static int OfTwo(double probability, bool isOne, Span<float> probabilities)
    {
        (probabilities[0], probabilities[1]) = ((float)(1 - probability), (float)probability);
        return isOne ? 1 : 0;
    }

    private static int Best(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static bool ContainsAnyExceptFinite(this ReadOnlySpan<float> values, bool allowsMinusInfinity)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value) && !(allowsMinusInfinity && float.IsNegativeInfinity(value)))
            {
                return true;
            }
        }

        return false;
    }
}
