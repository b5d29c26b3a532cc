using System.Text.Json.Serialization;

namespace InferenceCost.Families.Definition;

/// <summary>A copy of another model of the family with its weights in a smaller type.</summary>
public sealed record ConversionDefinition
{
    /// <summary>The id of the model that is copied; it is not converted itself.</summary>
    public required string From { get; init; }

    /// <summary>What its weights become: <c>fp16</c>, <c>int8</c>, <c>int4</c>.</summary>
    public required string To { get; init; }

    /// <summary>How many weights share a scale in int4; null for the usual number.</summary>
    public int? Block { get; init; }

    /// <summary>That model, found when the family was read; null where the family has none of that id.</summary>
    [JsonIgnore]
    public ModelDefinition? Original { get; init; }
}
