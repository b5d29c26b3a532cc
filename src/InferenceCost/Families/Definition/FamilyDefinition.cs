using System.Globalization;
using System.Text.Json.Serialization;
using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>One task and the models that do it, as <c>family.json</c> declares them. Nothing here has been measured.</summary>
public sealed record FamilyDefinition
{
    /// <summary>The name of the file that declares a family.</summary>
    public const string FileName = "family.json";

    /// <summary>The id of the family that is made of files named on the command line.</summary>
    public const string OwnId = "own";

    /// <summary>The JSON Schema that editors check the file with; the program does not read it.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What the family is called on the command line and in results: lower-case letters, digits, dots and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>What the family is for, in a sentence or two.</summary>
    public string? Description { get; init; }

    /// <summary>The licence of the model files, as an SPDX identifier.</summary>
    public string? Licence { get; init; }

    /// <summary>What the models are asked to do.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>The models; one of them is the teacher.</summary>
    public required IReadOnlyList<ModelDefinition> Models { get; init; }

    /// <summary>The folder that relative paths start from, absolute. Not part of the file.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>The larger model that the others are compared with.</summary>
    [JsonIgnore]
    public ModelDefinition Teacher => Models.Single(model => model.Role == ModelRole.Teacher);

    /// <summary>True when no file declares the family: its models were named on the command line.</summary>
    [JsonIgnore]
    public bool IsOwn => Id == OwnId;

    /// <summary>The absolute path of a file that this family names.</summary>
    /// <param name="file">A path relative to <see cref="Folder"/>, or, for own files, an absolute one.</param>
    public string PathOf(string file) => Path.GetFullPath(Path.Combine(Folder, file));

    /// <summary>
    /// The classes as the models' files call them, the teacher's first, by whose places answers and labels are counted; null where every
    /// file numbers them from 0 or says nothing.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string>? ModelClasses
    {
        get
        {
            var stated = Models.Select(model => model.Scored?.Classes).OfType<IReadOnlyList<string>>()
                .Where(names => names.Distinct().Count() == names.Count).ToList();
            return stated.TrueForAll(names => names.Index().All(name => name.Item == name.Index.ToString(CultureInfo.InvariantCulture)))
                ? null
                : stated[0];
        }
    }

    /// <summary>The same, with what each copy is a copy of: the original may be left out of a run that measures the copy.</summary>
    internal FamilyDefinition WithOriginals() => this with
    {
        Models = [.. Models.Select(model => model.Convert is { } convert
            ? model with { Convert = convert with { Original = Models.FirstOrDefault(other => other.Id == convert.From) } }
            : model)],
    };

    /// <summary>What <c>run.json</c> keeps of the family.</summary>
    /// <param name="models">Records of the models that take part, each of a verified file; the teacher is put first.</param>
    public FamilyRecord ToRecord(IEnumerable<ModelRecord> models) =>
        new(Id, Name, Task.ToRecord(), [.. models.OrderBy(model => model.Role != ModelRole.Teacher)]);
}
