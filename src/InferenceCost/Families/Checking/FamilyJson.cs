using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace InferenceCost.Families.Checking;

/// <summary>How a family becomes JSON and back: camelCase, strict, empty lists and unknown values left out.</summary>
internal static class FamilyJson
{
    /// <summary>The one set of options; <see cref="JsonContract"/> reads the known fields from it.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            IgnoreReadOnlyProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 16,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        // A list that is required stays, even when it is empty: the shape of a scalar.
        foreach (var property in type.Properties.Where(
            property => property is { IsRequired: false } && JsonContract.ItemType(property.PropertyType) is not null))
        {
            property.ShouldSerialize = (_, value) => value is not ICollection { Count: 0 };
        }
    }
}
