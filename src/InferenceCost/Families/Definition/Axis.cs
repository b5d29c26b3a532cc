using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InferenceCost.Families.Definition;

/// <summary>One axis of a shape: a number in JSON where its size is fixed, a name (any string) where it is free.</summary>
[JsonConverter(typeof(AxisConverter))]
public readonly record struct Axis
{
    private Axis(long? size, string? name) => (Size, Name) = (size, name);

    /// <summary>The fixed size; null for a free axis.</summary>
    public long? Size { get; }

    /// <summary>The name of a free axis; null for a fixed one.</summary>
    public string? Name { get; }

    /// <summary>True when calls choose the size.</summary>
    public bool IsFree => Size is null;

    /// <summary>An axis of a fixed size.</summary>
    public static Axis Fixed(long size) => new(size, null);

    /// <summary>An axis whose size calls choose.</summary>
    public static Axis Free(string name) => new(null, name);

    /// <summary>The size or the name.</summary>
    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "?";

    private sealed class AxisConverter : JsonConverter<Axis>
    {
        public override Axis Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Free(reader.GetString()!) : Fixed(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Axis value, JsonSerializerOptions options)
        {
            if (value.Size is long size)
            {
                writer.WriteNumberValue(size);
            }
            else
            {
                writer.WriteStringValue(value.Name);
            }
        }
    }
}
