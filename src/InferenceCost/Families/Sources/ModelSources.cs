using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;

namespace InferenceCost.Families.Sources;

/// <summary>Every kind of source, one line each.</summary>
public static class ModelSources
{
    /// <summary>All of them; the first that serves a model counts.</summary>
    public static IReadOnlyList<IModelSource> All { get; } =
        [new BuiltGraphSource(), new ConvertedSource(), new PackageSource(), new RecordedSource(), new FileSource()];

    /// <summary>The source of a model.</summary>
    public static IModelSource Of(ModelDefinition model) => All.First(source => source.Serves(model));

    /// <summary>The absolute path of a model's file, which need not exist yet.</summary>
    public static string PathOf(this FamilyDefinition family, ModelDefinition model) => Of(model).PathOf(family, model);

    /// <summary>What to tell of a model whose file is not there and can be made; null where it is there, or cannot be made.</summary>
    public static PendingFile? Pending(this FamilyDefinition family, ModelDefinition model) =>
        File.Exists(family.PathOf(model)) ? null : Of(model).Pending(family, model);

    /// <summary>
    /// That a family cannot be measured without the network, since its teacher is not here, in a line that names the command; null where
    /// it is here, or can be made of what is.
    /// </summary>
    public static string? Absent(this FamilyDefinition family) =>
        family.Models.FirstOrDefault(model => model.Role == ModelRole.Teacher) is { } teacher
        && family.Pending(teacher) is { IsFar: true } far
        ? FormattableString.Invariant($"{family.Id}: its teacher is not here; '{far.Command}' fetches {far.DownloadBytes / 1e6:0.#} MB")
        : null;

    /// <summary>What to do about a file that is not the declared one and was made here; null for a file that was not.</summary>
    internal static string? MakeAgain(this FamilyDefinition family, ModelDefinition model) =>
        IsMade(family, model) ? $"make it again: {Of(model).Pending(family, model)?.Command}" : null;

    /// <summary>Removes files that were made here and are not the declared ones, so that they are made again.</summary>
    /// <exception cref="InputException">One cannot be read, or removed.</exception>
    public static void DropOther(FamilyDefinition family)
    {
        foreach (var model in family.Models.Where(model => IsMade(family, model)))
        {
            MadeFile.DropOther($"{family.Id}/{model.Id}", family.PathOf(model), model.Sha256!);
        }
    }

    private static bool IsMade(FamilyDefinition family, ModelDefinition model) => model.Sha256 is not null
        && family.PathOf(model).StartsWith(BuiltGraphFolder.Beside(family) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

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
