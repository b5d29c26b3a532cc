using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.Catalog;

/// <summary>One family of a catalogue, or why it cannot be used.</summary>
/// <param name="Folder">The family's folder.</param>
/// <param name="Family">What its file declares; null when the file is refused.</param>
/// <param name="Fault">Why the file is refused; null when it is fine.</param>
public sealed record CatalogEntry(string Folder, FamilyDefinition? Family, InputException? Fault);

/// <summary>A family, and one of its models where one was named.</summary>
/// <param name="Family">The family.</param>
/// <param name="Model">The model; null where the family as a whole was named.</param>
public sealed record FamilyChoice(FamilyDefinition Family, ModelDefinition? Model)
{
    /// <summary>What was named: <c>family</c> or <c>family/model</c>.</summary>
    public string Name => Model is null ? Family.Id : $"{Family.Id}/{Model.Id}";

    /// <summary>The family with what was named of it only.</summary>
    public FamilyDefinition Named => Model is null ? Family : Family with { Models = [Model] };
}

/// <summary>The families below one folder. A family that cannot be read spoils nothing but itself.</summary>
public sealed class FamilyCatalog
{
    private FamilyCatalog(string folder, IReadOnlyList<CatalogEntry> entries)
    {
        Folder = folder;
        Entries = entries;
        Families = [.. entries.Select(entry => entry.Family).OfType<FamilyDefinition>()];
    }

    /// <summary>The folder that was looked in.</summary>
    public string Folder { get; }

    /// <summary>Every folder with a family file, in the order of their names.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>The families that can be used.</summary>
    public IReadOnlyList<FamilyDefinition> Families { get; }

    /// <summary>Reads every family below a folder; the folder may also be that of a single family.</summary>
    /// <param name="folder">See <see cref="ModelsFolder.Find(string?)"/>.</param>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    public static FamilyCatalog Open(string folder)
    {
        try
        {
            // Folders with a dot in front are the program's own (built graphs), or an editor's.
            var folders = Directory.GetDirectories(folder)
                .Where(inner => !Path.GetFileName(inner).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Prepend(folder)
                .Where(inner => File.Exists(Path.Combine(inner, FamilyDefinition.FileName)));
            var entries = new List<CatalogEntry>();
            foreach (var inner in folders)
            {
                entries.Add(Read(inner, entries));
            }

            return new FamilyCatalog(folder, entries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"{folder}: cannot be read, {error.Message}", "name a folder that holds families with --models DIR", error);
        }
    }

    /// <summary>The family with this id.</summary>
    /// <exception cref="InputException">Unknown (the message lists the families, nearest first), or its file is refused.</exception>
    public FamilyDefinition FindFamily(string id) =>
        Families.FirstOrDefault(family => family.Id == id) ?? throw UnknownFamily(id);

    /// <summary>The model that is named by <c>family/model</c>, or by its bare id where only one family has it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="within">Take models of these families only; null for all of them.</param>
    /// <exception cref="InputException">Unknown or ambiguous; the message lists the candidates, nearest first.</exception>
    public FamilyChoice FindModel(string name, IReadOnlyList<FamilyDefinition>? within = null)
    {
        if (name.Split('/', 2) is [var familyId, var modelId])
        {
            var named = FindModelOf(FindFamily(familyId), modelId);
            return within is null || within.Any(family => family.Id == familyId) ? named : throw new InputException(
                $"'{name}' is of a family that was not chosen", $"choose {familyId} too, or leave the model out");
        }

        var found = Models().Where(choice => choice.Model!.Id == name)
            .Where(choice => within is null || within.Any(family => family.Id == choice.Family.Id)).ToArray();
        return found.Length switch
        {
            1 => found[0],
            0 when within is [var only] => FindModelOf(only, name),
            0 => throw new InputException(
                $"no family in {Folder} has a model '{name}'",
                NearestWord.Suggest(name, Models().Select(choice => choice.Model!.Id)) + Unreadable()),
            _ => throw new InputException(
                $"'{name}' is a model of more than one family",
                $"name one of: {string.Join(", ", found.Select(choice => $"{choice.Family.Id}/{name}"))}"),
        };
    }

    /// <summary>What <c>family</c>, <c>family/model</c> or <c>model</c> names; a family goes before a model of the same name.</summary>
    /// <exception cref="InputException">Unknown or ambiguous; the message lists the candidates, nearest first.</exception>
    public FamilyChoice Find(string name)
    {
        if (name.Contains('/') || Models().Any(choice => choice.Model!.Id == name) && Families.All(family => family.Id != name))
        {
            return FindModel(name);
        }

        return Families.FirstOrDefault(family => family.Id == name) is { } family
            ? new FamilyChoice(family, null)
            : throw UnknownFamily(name, Models().Select(choice => choice.Model!.Id));
    }

    private IEnumerable<FamilyChoice> Models() =>
        Families.SelectMany(family => family.Models.Select(model => new FamilyChoice(family, model)));

    private static FamilyChoice FindModelOf(FamilyDefinition family, string id) =>
        family.Models.FirstOrDefault(model => model.Id == id) is { } model
            ? new FamilyChoice(family, model)
            : throw new InputException(
                $"the family '{family.Id}' has no model '{id}'", NearestWord.Suggest(id, family.Models.Select(model => model.Id)));

    private InputException UnknownFamily(string id, IEnumerable<string>? models = null)
    {
        if (Entries.FirstOrDefault(entry => entry.Fault is not null && Path.GetFileName(entry.Folder) == id)?.Fault is { } fault)
        {
            return fault;
        }

        var known = Families.Select(family => family.Id).Concat(models ?? []).ToArray();
        return new InputException(
            $"{Folder} holds no family {(models is null ? "" : "and no model ")}'{id}'",
            known.Length > 0 ? NearestWord.Suggest(id, known) + Unreadable() : "no family there can be used" + Unreadable());
    }

    private string Unreadable()
    {
        var faults = Entries.Where(entry => entry.Fault is not null).Select(entry => Path.GetFileName(entry.Folder)).ToArray();
        return faults.Length > 0 ? $" (refused, 'models list' says why: {string.Join(", ", faults)})" : "";
    }

    private static CatalogEntry Read(string folder, IReadOnlyList<CatalogEntry> earlier)
    {
        try
        {
            var family = FamilyFile.Load(folder);
            return earlier.FirstOrDefault(entry => entry.Family?.Id == family.Id) is { } other
                ? throw new InputException(
                    $"{Path.Combine(folder, FamilyDefinition.FileName)}: id: '{family.Id}' is already the id of "
                    + $"the family in {other.Folder}",
                    "give one of them another id")
                : new CatalogEntry(folder, family, null);
        }
        catch (InputException fault)
        {
            return new CatalogEntry(folder, null, fault);
        }
    }
}
