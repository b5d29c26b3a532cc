using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Records;

namespace InferenceCost.Families.UserFiles;

/// <summary>What a person says of outputs: <c>--answer OUTPUT=MEANING</c>.</summary>
public static class AnswerOption
{
    /// <summary>The words for a meaning.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<AnswerMeaning>().Select(meaning => EnumWord.Of(meaning))];

    /// <summary>Reads the options.</summary>
    /// <param name="given">As typed.</param>
    /// <returns>The meaning of each output that was named.</returns>
    /// <exception cref="InputException">One is not of that form, its word is unknown, or an output is named twice.</exception>
    public static IReadOnlyDictionary<string, AnswerMeaning> Parse(IReadOnlyList<string>? given)
    {
        var meanings = new Dictionary<string, AnswerMeaning>();
        foreach (var text in given ?? [])
        {
            var (name, word) = text.LastIndexOf('=') is > 0 and var at ? (text[..at], text[(at + 1)..]) : ("", "");
            var meaning = Enum.GetValues<AnswerMeaning>().Cast<AnswerMeaning?>().FirstOrDefault(one => EnumWord.Of(one!) == word);
            if (meaning is not { } known)
            {
                throw new InputException(
                    $"--answer {text}: not an output and what it holds", $"write OUTPUT=MEANING; {NearestWord.Suggest(word, Words)}");
            }

            if (!meanings.TryAdd(name, known))
            {
                throw new InputException($"--answer {name}: given twice", "say once what the output holds");
            }
        }

        return meanings;
    }
}
