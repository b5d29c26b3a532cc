using System.Text.Json;
using System.Text.Json.Nodes;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Onnx.Converting;
using InferenceCost.Records;
using InferenceCost.Tests.Records;

namespace InferenceCost.Tests.Families.Catalog;

/// <summary>The schema for editors and the loader must know the same fields, or one of them misleads.</summary>
public sealed class FamilySchemaTests
{
    private static readonly JsonObject Schema =
        JsonNode.Parse(File.ReadAllText(Path.Combine(ModelsFolder(), "family.schema.json")))!.AsObject();

    public static TheoryData<Type, string> Objects => new()
    {
        { typeof(FamilyDefinition), "" },
        { typeof(TaskDefinition), "task" },
        { typeof(InputDefinition), "input" },
        { typeof(DatasetDefinition), "dataset" },
        { typeof(MarginDefinition), "margin" },
        { typeof(ModelDefinition), "model" },
        { typeof(ArchitectureDefinition), "architecture" },
        { typeof(PackageDefinition), "package" },
        { typeof(TailDefinition), "tail" },
        { typeof(ConversionDefinition), "conversion" },
        { typeof(PublishedFigure), "published" },
        { typeof(AnswersDefinition), "answers" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_schema_has_the_fields_that_the_loader_knows_and_no_others(Type type, string definition) =>
        Assert.Equal(
            JsonContract.Fields(type).Select(field => field.Name).Order(StringComparer.Ordinal),
            Properties(definition).Select(property => property.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_schema_requires_what_the_loader_requires(Type type, string definition) =>
        Assert.Equal(
            JsonContract.Fields(type).Where(field => field.IsRequired).Select(field => field.Name).Order(StringComparer.Ordinal),
            Words(Object(definition)["required"]!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_types_of_the_schema_are_those_of_the_loader(Type type, string definition)
    {
        foreach (var field in JsonContract.Fields(type))
        {
            var property = Resolved(Properties(definition)[field.Name]!.AsObject());
            Assert.Equal(
                $"{field.Name}: {ExpectedType(field.PropertyType)}", $"{field.Name}: {property["type"]?.GetValue<string>() ?? "string"}");
        }
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_field_is_described_and_unknown_ones_are_refused(Type type, string definition)
    {
        Assert.NotEmpty(JsonContract.Fields(type));
        Assert.False(Object(definition)["additionalProperties"]!.GetValue<bool>());
        Assert.All(Properties(definition), property => Assert.NotEmpty(property.Value!["description"]!.GetValue<string>()));
    }

    [Fact]
    public void The_words_of_the_schema_are_those_of_the_loader()
    {
        Assert.Equal(EnumWords.All<TaskKind>(), Enum("task", "kind"));
        Assert.Equal(TaskDefinition.Metrics, Words(Properties("task")["metric"]!["anyOf"]![0]!["enum"]!));
        Assert.Equal(TaskDefinition.Resources, Words(Properties("task")["requiredResources"]!["items"]!["enum"]!));
        Assert.Equal(EnumWords.All<MarginKind>(), Enum("margin", "kind"));
        Assert.Equal(InputDefinition.Types, Enum("input", "type"));
        Assert.Equal(ConversionOptions.Words, Enum("conversion", "to"));
        Assert.Equal(System.Enum.GetNames<ModelRole>().Select(JsonNamingPolicy.CamelCase.ConvertName), Enum("model", "role"));
        Assert.Equal(System.Enum.GetNames<WeightsKind>().Select(JsonNamingPolicy.CamelCase.ConvertName), Enum("model", "weights"));
    }

    [Fact]
    public void The_bundled_family_loads()
    {
        var catalog = FamilyCatalog.Open(ModelsFolder());
        Assert.All(catalog.Entries, entry => Assert.Null(entry.Fault));
        Assert.Equal("teacher", catalog.FindFamily("fashion-mnist").Teacher.Id);
    }

    [Fact]
    public void Every_file_of_the_bundled_family_is_there_and_is_the_declared_one()
    {
        var overview = FamilyOverview.Describe(FamilyCatalog.Open(ModelsFolder()).FindFamily("fashion-mnist"));
        Assert.Null(overview.DataFault?.Message);
        Assert.All(overview.Models, model => Assert.Null(model.Fault?.Message));
    }

    private static string ExpectedType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return JsonContract.ItemType(type) is not null ? "array"
            : type == typeof(string) || type.IsEnum ? "string"
            : type == typeof(bool) ? "boolean"
            : type == typeof(int) || type == typeof(long) ? "integer"
            : type == typeof(double) ? "number"
            : "object";
    }

    private static JsonObject Object(string definition) =>
        definition.Length == 0 ? Schema : Schema["$defs"]![definition]!.AsObject();

    private static JsonObject Properties(string definition) => Object(definition)["properties"]!.AsObject();

    private static JsonObject Resolved(JsonObject property) =>
        property["$ref"]?.GetValue<string>() is { } reference ? Object(reference["#/$defs/".Length..]) : property;

    private static IEnumerable<string> Enum(string definition, string field) => Words(Properties(definition)[field]!["enum"]!);

    private static IEnumerable<string> Words(JsonNode list) => list.AsArray().Select(word => word!.GetValue<string>());

    // Not by the path of this source file: a deterministic build replaces it.
    private static string ModelsFolder() => InferenceCost.Families.Catalog.ModelsFolder.Find(null, null, AppContext.BaseDirectory);
}
