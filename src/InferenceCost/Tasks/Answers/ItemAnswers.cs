namespace InferenceCost.Tasks.Answers;

/// <summary>Answers that are no classes, one for each item.</summary>
/// <typeparam name="T">What an answer is.</typeparam>
/// <param name="Given">What the model answered.</param>
/// <param name="True">What it should have answered; null where nobody knows it.</param>
public sealed record ItemAnswers<T>(T[] Given, T[]? True)
{
    /// <summary>The same items in another order.</summary>
    /// <param name="positions">For each item of that order, where it is here.</param>
    internal ItemAnswers<T> InOrder(int[] positions) => new(Taken(Given, positions), True is null ? null : Taken(True, positions));

    private static T[] Taken(T[] column, int[] positions) => Array.ConvertAll(positions, position => column[position]);
}
