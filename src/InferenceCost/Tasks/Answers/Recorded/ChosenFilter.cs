using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>Which of several gradings of the same answers is read: they are not answers to different items, and nobody chose yet.</summary>
internal static class ChosenFilter
{
    /// <summary>The only one, or the one that was named.</summary>
    /// <param name="file">The log.</param>
    /// <param name="found">Those that it has, at least one.</param>
    /// <param name="word">What it calls them.</param>
    /// <exception cref="InputException">Several and none of them named, or more than one; or the named one is not there.</exception>
    public static string Of(AnswerFile file, IReadOnlyList<string> found, string word)
    {
        var choices = file.Choices.Filters;
        var named = found.Where(choices.Contains).ToList();
        if (choices.Count == 0 || found is [""])
        {
            return found.Count == 1 ? found[0]
                : throw new InputException(
                    FormattableString.Invariant($"{file.Path}: holds {found.Count} {word}s of the same answers: {Words(found)}"),
                    $"name the one to judge by: --filter \"{Quoted.Of(found[0])}\"");
        }

        file.Columns.TakesFilter = true;
        return named.Count == 1 ? named[0]
            : named.Count == 0 ? throw new InputException(
                $"{file.Path}: has no {word} {Words(choices)}", $"--filter takes one of: {Words(found)}")
            : throw new InputException($"{file.Path}: has all of the {word}s {Words(named)}", "name one of them");
    }

    private static string Words(IEnumerable<string> names) => string.Join(", ", names.Select(name => Quoted.Of(name)));
}
