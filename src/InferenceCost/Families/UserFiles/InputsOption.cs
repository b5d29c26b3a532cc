using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.UserFiles;

/// <summary>What a person says of data: <c>--inputs FILE</c> for all models, <c>--inputs MODEL=FILE</c> for one.</summary>
public static class InputsOption
{
    private static readonly string[] Teachers = ["teacher", "base"];
    private static readonly string[] Students = ["student", "head"];

    /// <summary>Tells what was typed for all models from what was typed for one.</summary>
    /// <param name="given">As typed.</param>
    /// <param name="models">The models' files, teacher first: data of the teacher are for all that have none of their own.</param>
    /// <returns>The file for all, null where none was named; the others as typed, null where there are none.</returns>
    /// <exception cref="InputException">Two files are for the same models, or one has no path.</exception>
    public static (string? ForAll, IReadOnlyList<string>? OfModels) Split(IReadOnlyList<string> given, IReadOnlyList<string> models)
    {
        var shared = given.Where(text => !text.Contains('=') || File.Exists(text)).ToList();
        var own = given.Except(shared).ToList();
        if (shared.Count > 1)
        {
            throw new InputException(
                $"--inputs {shared[1]}: another file was named for all models", "name one, or that of a model as --inputs MODEL=FILE");
        }

        if (own.Find(text => Parse(text).File.Length == 0) is { } empty)
        {
            throw new InputException($"--inputs {empty}: names no file", "write MODEL=FILE");
        }

        if (shared.Count == 0 && models.Count > 0
            && own.Find(text => Parse(text).Model is var word
                && (Teachers.Contains(word) || word == UserModels.Ids(models)[0])) is { } first)
        {
            shared.Add(Parse(first).File);
            own.Remove(first);
        }

        return shared.Count == 0 && own.Count > 0
            ? throw new InputException($"--inputs {own[0]}: no file was named for the teacher", "give its data too, as --inputs FILE")
            : (shared.FirstOrDefault(), own.Count == 0 ? null : own);
    }

    /// <summary>The model's word and the file of one that was typed for one model.</summary>
    public static (string Model, string File) Parse(string text) => text.IndexOf('=') is var at && at < 0
        ? throw new ArgumentException("no MODEL=FILE", nameof(text))
        : (text[..at], text[(at + 1)..]);

    /// <summary>Whose data they are, by the models' ids: a word is an id, or <c>teacher</c>, or <c>student</c> for every student.</summary>
    /// <param name="given">The data by word.</param>
    /// <param name="ids">The models' ids, teacher first.</param>
    /// <exception cref="InputException">A word stands for no model.</exception>
    internal static IReadOnlyDictionary<string, UserData> ByModel(IReadOnlyDictionary<string, UserData> given, IReadOnlyList<string> ids)
    {
        var found = new Dictionary<string, UserData>();
        foreach (var (word, data) in given.OrderBy(pair => ids.Contains(pair.Key)))
        {
            IReadOnlyList<string> models = ids.Contains(word) ? [word]
                : Teachers.Contains(word) ? [ids[0]]
                : Students.Contains(word) ? [.. ids.Skip(1)]
                : throw new InputException(
                    $"--inputs {word}={data.InputsFile}: no model has the id '{word}'",
                    NearestWord.Suggest(word, [.. ids, Teachers[0], Students[0]]));
            foreach (var model in models)
            {
                found[model] = data;
            }
        }

        return found;
    }
}
