using InferenceCost.Families.Definition;
using InferenceCost.Foundation;

namespace InferenceCost.Families.Sources;

/// <summary>Every kind of source, one line each.</summary>
public static class ModelSources
{
    /// <summary>All of them; the first that serves a model counts.</summary>
    public static IReadOnlyList<IModelSource> All { get; } = [new BuiltGraphSource(), new FileSource()];

    /// <summary>The source of a model.</summary>
    public static IModelSource Of(ModelDefinition model) => All.First(source => source.Serves(model));

    /// <summary>The absolute path of a model's file, which need not exist yet.</summary>
    public static string PathOf(this FamilyDefinition family, ModelDefinition model) => Of(model).PathOf(family, model);

    /// <summary>Makes every file of a family present that can be made.</summary>
    /// <param name="family">The family.</param>
    /// <param name="note">Told, in a line, of each file before it is made.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <exception cref="InputException">A file cannot be made.</exception>
    public static void MakePresent(FamilyDefinition family, Action<string> note, CancellationToken cancellation)
    {
        foreach (var models in family.Models.GroupBy(Of))
        {
            models.Key.MakePresent(family, [.. models], note, cancellation);
        }
    }
}
