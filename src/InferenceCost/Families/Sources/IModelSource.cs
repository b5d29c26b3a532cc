using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>
/// Where the file of a model comes from: it is there, or it can be made. A new kind of source is a file and a line in
/// <see cref="ModelSources"/>: nothing outside this folder asks which kind a model is of.
/// </summary>
public interface IModelSource
{
    /// <summary>Whether its files are generated here, with random weights: <c>models build</c> makes them.</summary>
    bool IsGenerated { get; }

    /// <summary>
    /// Families of this source in words, where they are measured only when somebody names them, since making their files takes disk and
    /// minutes: <c>whose graphs are built</c>. Null where a run that names no family measures them too.
    /// </summary>
    string? OnlyWhenNamed { get; }

    /// <summary>Whether a family file names this source for the model.</summary>
    bool Serves(ModelDefinition model);

    /// <summary>What a family file says wrongly of a model of this source; null where nothing is wrong.</summary>
    DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model);

    /// <summary>The absolute path of the model's file, which need not exist yet.</summary>
    string PathOf(FamilyDefinition family, ModelDefinition model);

    /// <summary>
    /// What to tell of a model whose file is not there and can be made; null where it cannot be made: then the check of files refuses it.
    /// </summary>
    PendingFile? Pending(FamilyDefinition family, ModelDefinition model);

    /// <summary>Refuses, without making anything, a model whose file is pending and could never be made.</summary>
    /// <exception cref="InputException">What the family file says of it is impossible.</exception>
    void RequireMakeable(FamilyDefinition family, ModelDefinition model);

    /// <summary>
    /// Makes the files of these models present where that is possible; a missing file that cannot be made is left to the check of files.
    /// </summary>
    /// <param name="family">The family.</param>
    /// <param name="models">Those of its models that this source serves.</param>
    /// <param name="note">Told, in a line, of each file before it is made.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <returns>How many files were not there.</returns>
    /// <exception cref="InputException">A file cannot be made.</exception>
    int MakePresent(FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation);

    /// <summary>Where the file comes from, for the record of a run; null where it is a file of the family or is built here.</summary>
    ModelSourceRecord? RecordOf(FamilyDefinition family, ModelDefinition model);
}

/// <summary>Something wrong in what a family file says of a model.</summary>
/// <param name="Field">The field of the model: <c>file</c>, <c>architecture.seed</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record DeclarationFault(string Field, string Message, string Fix);
