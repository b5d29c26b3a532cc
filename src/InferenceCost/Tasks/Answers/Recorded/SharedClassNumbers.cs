using InferenceCost.Foundation;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// Gives the classes of several files their numbers, the same class the same number in each. Where every class of every file is a
/// number, it keeps it. Otherwise all are names, those with probabilities first, each group in ordinal order.
/// </summary>
internal static class SharedClassNumbers
{
    /// <summary>The predictions of all files.</summary>
    /// <exception cref="InputException">The files have probabilities for other classes.</exception>
    public static IReadOnlyList<Predictions> Apply(IReadOnlyList<PredictionColumns> files)
    {
        if (files.All(file => file.Classes.AreNumbers))
        {
            return [.. files.Select(file => file.ToPredictions(OwnNumbers(file), null))];
        }

        var names = Names(files);
        var numbers = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        return [.. files.Select(file => file.ToPredictions([.. file.Classes.Values.Select(name => numbers[name])], names))];
    }

    private static int[] OwnNumbers(PredictionColumns file)
    {
        var numbers = new int[file.Classes.Values.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            ClassCell.TryNumber(file.Classes.Values[i], out numbers[i]);
        }

        if (file.Columns.Probabilities is { } probabilities && numbers.Max() >= probabilities.Count)
        {
            var missing = Enumerable.Range(0, probabilities.Count).Except(numbers).First();
            throw new InputException(
                FormattableString.Invariant(
                    $"{file.Path}: {file.Words.Header} has probabilities for class {numbers.Max()} and none for class {missing}"),
                "give every class its probabilities, from class 0 on");
        }

        return numbers;
    }

    private static string[] Names(IReadOnlyList<PredictionColumns> files)
    {
        var withProbabilities = files.Where(file => file.Columns.Probabilities is not null).ToList();
        var first = withProbabilities.FirstOrDefault()?.Columns.Probabilities!.Order(StringComparer.Ordinal).ToList() ?? [];
        foreach (var other in withProbabilities.Skip(1)
            .Where(file => !first.SequenceEqual(file.Columns.Probabilities!.Order(StringComparer.Ordinal))))
        {
            throw new InputException(
                $"{other.Path}: has probabilities for other classes than {withProbabilities[0].Path}", "record both for the same classes");
        }

        var others = files.SelectMany(file => file.Classes.Values).Except(first, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. first, .. others];
    }
}
