using InferenceCost.Families.Definition;
using InferenceCost.Foundation;

namespace InferenceCost.Families.Sources;

/// <summary>
/// Where the file of a model comes from: it is there, or it can be made. A new kind of source is a file and a line in
/// <see cref="ModelSources"/>.
/// </summary>
public interface IModelSource
{
    /// <summary>Whether a family file names this source for the model.</summary>
    bool Serves(ModelDefinition model);

    /// <summary>What a family file says wrongly of a model of this source; null where nothing is wrong.</summary>
    DeclarationFault? Fault(FamilyDefinition family, ModelDefinition model);

    /// <summary>The absolute path of the model's file, which need not exist yet.</summary>
    string PathOf(FamilyDefinition family, ModelDefinition model);

    /// <summary>
    /// Makes the files of these models present where that is possible; a missing file that cannot be made is left to the check of files.
    /// </summary>
    /// <param name="family">The family.</param>
    /// <param name="models">Those of its models that this source serves.</param>
    /// <param name="note">Told, in a line, of each file before it is made.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <exception cref="InputException">A file cannot be made.</exception>
    void MakePresent(FamilyDefinition family, IReadOnlyList<ModelDefinition> models, Action<string> note, CancellationToken cancellation);
}

/// <summary>Something wrong in what a family file says of a model.</summary>
/// <param name="Field">The field of the model: <c>file</c>, <c>architecture.seed</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record DeclarationFault(string Field, string Message, string Fix);
