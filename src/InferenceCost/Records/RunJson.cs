using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace InferenceCost.Records;

/// <summary>How records become JSON: camelCase, enums by name, non-finite numbers null, one line per array of samples.</summary>
public static class RunJson
{
    /// <summary>For files that people may open: indented.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>For the journal and for jobs: one line.</summary>
    public static JsonSerializerOptions OneLine { get; } = Create(indented: false);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = indented,
            NewLine = "\n",
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 32,
            // A list that is null is damage, found while reading and not where somebody counts it.
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireParts } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new FiniteNumberConverter());
        options.Converters.Add(new SamplesConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>
    /// A part that is an object or a text and may not be null has to be there: left out, it would be null all the same. Numbers stay as
    /// they are, since a record that an older version wrote may lack one.
    /// </summary>
    private static void RequireParts(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired |= property.Set is not null && !property.PropertyType.IsValueType
                && property.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
        }
    }

    /// <summary>JSON has no infinity and no NaN; both are "unknown", so null.</summary>
    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    /// <summary>
    /// Samples take one line instead of one each, and seven significant digits: the clock's resolution divided by a block's calls
    /// is coarser than that, and a run stays small enough to attach to a message.
    /// </summary>
    private sealed class SamplesConverter : JsonConverter<double[]>
    {
        public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("an array of numbers was expected");
            }

            var values = new List<double>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                values.Add(reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble());
            }

            return [.. values];
        }

        public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options)
        {
            var text = new StringBuilder("[");
            foreach (var number in value)
            {
                text.Append(text.Length > 1 ? "," : "")
                    .Append(double.IsFinite(number) ? number.ToString("G7", CultureInfo.InvariantCulture) : "null");
            }

            writer.WriteRawValue(text.Append(']').ToString());
        }
    }
}
