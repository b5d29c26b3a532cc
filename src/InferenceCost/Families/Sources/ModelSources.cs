using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>Every kind of source, one line each.</summary>
public static class ModelSources
{
    /// <summary>All of them; the first that serves a model counts.</summary>
    public static IReadOnlyList<IModelSource> All { get; } =
        [new BuiltGraphSource(), new PackageSource(), new ConvertedSource(), new RecordedSource(), new FileSource()];

    /// <summary>The source of a model.</summary>
    public static IModelSource Of(ModelDefinition model) => All.First(source => source.Serves(model));

    /// <summary>The absolute path of a model's file, which need not exist yet.</summary>
    public static string PathOf(this FamilyDefinition family, ModelDefinition model) => Of(model).PathOf(family, model);

    /// <summary>What to tell of a model whose file is not there and can be made; null where it is there, or cannot be made.</summary>
    public static PendingFile? Pending(this FamilyDefinition family, ModelDefinition model) =>
        File.Exists(family.PathOf(model)) ? null : Of(model).Pending(family, model);

    /// <summary>
    /// Whether a model's recorded answers stand for it: it has some, and its file is not there. A student's cost has to be measured.
    /// </summary>
    public static bool IsRecorded(this FamilyDefinition family, ModelDefinition model) =>
        model is { Answers: not null, Role: not ModelRole.Student }
        && (Of(model) is RecordedSource || !File.Exists(family.PathOf(model)));

    /// <summary>Whether a file of a family is generated here, with random weights.</summary>
    public static bool IsGenerated(this FamilyDefinition family) => family.Models.Any(model => Of(model).IsGenerated);

    /// <summary>
    /// What a family is called that is measured only when it is named, one for each source of that kind; empty where it is measured
    /// unasked.
    /// </summary>
    public static IReadOnlyList<string> OnlyWhenNamed(this FamilyDefinition family) =>
        [.. family.Models.Select(model => Of(model).OnlyWhenNamed).OfType<string>().Distinct()];

    /// <summary>Makes every file of a family present that can be made.</summary>
    /// <param name="family">The family.</param>
    /// <param name="note">Told, in a line, of each file before it is made.</param>
    /// <param name="cancellation">Stops; what was begun is removed.</param>
    /// <returns>How many were not there.</returns>
    /// <exception cref="InputException">A file cannot be made.</exception>
    public static int MakePresent(FamilyDefinition family, Action<string> note, CancellationToken cancellation) =>
        family.Models.GroupBy(Of).Sum(models => models.Key.MakePresent(family, [.. models], note, cancellation));
}
