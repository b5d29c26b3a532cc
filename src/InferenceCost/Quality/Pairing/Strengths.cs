using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Pairing;

/// <summary>How strongly a model holds a statement of each item to be true, and whether it is.</summary>
/// <param name="Given">The model's numbers: probabilities of class 1 of two, or any for which more is stronger.</param>
/// <param name="IsTrue">Whether each item is of class 1.</param>
internal sealed record Strengths(double[] Given, bool[] IsTrue)
{
    /// <summary>How many items the rarer of the two kinds has: what a comparison rests on.</summary>
    public int Rarer => IsTrue.Count(isTrue => isTrue) is var positive ? Math.Min(positive, IsTrue.Length - positive) : 0;

    /// <summary>One model's; null where its answers are no strengths, or labels are unknown or others than 0 and 1.</summary>
    public static Strengths? Of(Predictions own) =>
        Numbers(own) is { } given && Truths(own) is { } truths ? new Strengths(given, truths) : null;

    /// <summary>Those of both models in the order of the teacher's items; null likewise.</summary>
    public static (Strengths Teacher, Strengths Student)? Of(PairedItems items)
    {
        var truths = Truths(items.Teacher) ?? (Truths(items.Student) is { } others ? items.OfStudent(others) : null);
        return truths is not null && Numbers(items.Teacher) is { } teacher && Numbers(items.Student) is { } student
            ? (new Strengths(teacher, truths), new Strengths(items.OfStudent(student), truths))
            : null;
    }

    private static double[]? Numbers(Predictions own) => own.Numbers?.Given
        ?? (own.Classes == 2 ? [.. Enumerable.Range(0, own.Count).Select(item => (double)own.ProbabilitiesOf(item)[1])] : null);

    private static bool[]? Truths(Predictions own) =>
        own.Labels is { } labels && !labels.AsSpan().ContainsAnyExceptInRange(0, 1) ? Array.ConvertAll(labels, label => label == 1)
        : own.Numbers?.True is { } truths && Array.TrueForAll(truths, truth => truth is 0 or 1)
            ? Array.ConvertAll(truths, truth => truth == 1)
        : null;
}
