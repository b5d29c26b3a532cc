using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;

namespace InferenceCost.Families.Checking;

/// <summary>
/// Compares JSON with the types it is about to become and names the first thing that does not fit, in words and with its place:
/// the serialiser refuses the same files, but says it in terms of .NET types and cannot suggest the field that was meant.
/// </summary>
/// <param name="file">The file, for messages.</param>
internal sealed class JsonContract(string file)
{
    /// <summary>The element type of a list; null for anything else.</summary>
    public static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The fields that an object of this type has in JSON; empty when it is no object.</summary>
    public static IReadOnlyList<JsonPropertyInfo> Fields(Type type) =>
        FamilyJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } info
            ? [.. info.Properties.Where(property => property.Set is not null)]
            : [];

    /// <summary>Checks a value and everything in it.</summary>
    /// <param name="value">The JSON.</param>
    /// <param name="type">What it is to become.</param>
    /// <param name="place">Where it stands: <c>models[3].sha256</c>; empty for the whole file.</param>
    /// <exception cref="InputException">An unknown or missing field, or a value of the wrong type.</exception>
    public void Check(JsonElement value, Type type, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ItemType(type) is Type item)
        {
            RefuseUnless(value, place, "a list", JsonValueKind.Array);
            foreach (var (index, element) in value.EnumerateArray().Index())
            {
                Check(element, item, FormattableString.Invariant($"{place}[{index}]"));
            }
        }
        else if (Fields(type) is { Count: > 0 } fields)
        {
            RefuseUnless(value, place, "an object", JsonValueKind.Object);
            CheckFields(value, fields, place);
        }
        else
        {
            CheckPlain(value, type, place);
        }
    }

    private void CheckFields(JsonElement value, IReadOnlyList<JsonPropertyInfo> fields, string place)
    {
        foreach (var written in value.EnumerateObject())
        {
            var field = fields.FirstOrDefault(known => known.Name == written.Name)
                ?? throw Refuse(
                    Join(place, written.Name),
                    "this field is unknown",
                    NearestWord.Suggest(written.Name, fields.Select(known => known.Name)));
            Check(written.Value, field.PropertyType, Join(place, written.Name));
        }

        if (fields.FirstOrDefault(field => field.IsRequired && !value.TryGetProperty(field.Name, out _)) is { } missing)
        {
            throw Refuse(Join(place, missing.Name), "this field is missing", "add it; models/README.md says what goes there");
        }
    }

    private void CheckPlain(JsonElement value, Type type, string place)
    {
        if (type == typeof(JsonElement))
        {
            // What is in it is for whoever reads it, such as an architecture its hyper-parameters.
            RefuseUnless(value, place, "an object", JsonValueKind.Object);
        }
        else if (type.IsEnum)
        {
            RefuseUnless(value, place, "a word", JsonValueKind.String);
            var words = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
            if (!words.Contains(value.GetString()))
            {
                throw Refuse(
                    place, $"'{value.GetString()}' is unknown here", $"write one of: {NearestWord.List(value.GetString()!, words)}");
            }
        }
        else if (type == typeof(Axis))
        {
            RefuseUnless(value, place, "a size or the name of a free axis", JsonValueKind.Number, JsonValueKind.String);
            RefuseUnlessWhole(value, place, value.ValueKind == JsonValueKind.String || value.TryGetInt64(out _));
        }
        else if (type == typeof(bool))
        {
            RefuseUnless(value, place, "true or false", JsonValueKind.True, JsonValueKind.False);
        }
        else if (type == typeof(string))
        {
            RefuseUnless(value, place, "text", JsonValueKind.String);
        }
        else
        {
            RefuseUnless(value, place, "a number", JsonValueKind.Number);
            RefuseUnlessWhole(
                value, place, (type != typeof(int) || value.TryGetInt32(out _)) && (type != typeof(long) || value.TryGetInt64(out _)));
        }
    }

    private void RefuseUnless(JsonElement value, string place, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!kinds.Contains(value.ValueKind))
        {
            var found = value.ValueKind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "a list",
                JsonValueKind.String => "text",
                JsonValueKind.Number => "a number",
                JsonValueKind.Null => "null",
                _ => "true or false",
            };
            throw Refuse(
                place,
                $"{expected} was expected, {found} was found",
                value.ValueKind == JsonValueKind.Null ? "leave the field out instead" : "correct the value");
        }
    }

    private void RefuseUnlessWhole(JsonElement value, string place, bool whole)
    {
        if (!whole)
        {
            throw Refuse(place, $"{value.GetRawText()} is not a whole number of a usable size", "correct the value");
        }
    }

    private InputException Refuse(string place, string what, string fix) =>
        new(place.Length == 0 ? $"{file}: {what}" : $"{file}: {place}: {what}", fix);

    private static string Join(string place, string field) => place.Length == 0 ? field : $"{place}.{field}";
}
