using System.Globalization;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Pairing;

/// <summary>Made-up answers of a teacher and others on the same items.</summary>
internal static class AnswerSheet
{
    /// <summary>Predictions from labels and answers.</summary>
    public static Predictions Of(string source, int[] labels, IEnumerable<int> answers) =>
        new(
            source, [.. Enumerable.Range(0, labels.Length).Select(item => item.ToString(CultureInfo.InvariantCulture))], labels,
            [.. answers]);

    /// <summary>Right except on the items that <paramref name="isWrong"/> names; two classes.</summary>
    public static Predictions WrongOn(string source, int items, Func<int, bool> isWrong) =>
        Of(source, new int[items], Enumerable.Range(0, items).Select(item => isWrong(item) ? 1 : 0));
}
