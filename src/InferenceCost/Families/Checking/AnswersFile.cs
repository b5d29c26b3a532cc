using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Checking;

/// <summary>The file of a model's recorded answers, and the model that they stand for.</summary>
public static class AnswersFile
{
    /// <summary>Makes sure that the file is there and is the declared one; what is in it is for the reader of answers.</summary>
    /// <returns>Its absolute path; null for a model without recorded answers.</returns>
    /// <exception cref="InputException">It is missing or has another hash.</exception>
    public static string? Verify(FamilyDefinition family, ModelDefinition model)
    {
        if (model.Answers is not { } answers)
        {
            return null;
        }

        var path = family.PathOf(answers.File);
        HashedFile.Check($"answers of {family.Id}/{model.Id}", path, answers.Sha256);
        return path;
    }

    /// <summary>What <c>run.json</c> keeps of a model that its answers stand for: what can be known without its file.</summary>
    public static ModelRecord RecordOf(FamilyDefinition family, ModelDefinition model) => ModelFile.RecordOf(
        model, model.Answers!.ModelSha256?.ToLowerInvariant() ?? "", fileBytes: 0, inventory: null) with
    {
        IsRecorded = true,
        Fetch = family.Pending(model)?.Command,
    };
}
