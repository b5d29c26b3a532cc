using System.Text.Json.Serialization;

namespace InferenceCost.Families.Definition;

/// <summary>One input of the models, and the data that is fed to it.</summary>
public sealed record InputDefinition
{
    /// <summary>The element types that ONNX Runtime takes as input.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "float32", "float64", "float16", "bfloat16", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool",
        "string",
    ];

    /// <summary>The input's name in the ONNX graph.</summary>
    public required string Name { get; init; }

    /// <summary>The array of the data set that is fed to it; absent when it has the input's own name.</summary>
    public string? Array { get; init; }

    /// <summary>The shape of the input; a free first axis is the one that items lie along.</summary>
    public required IReadOnlyList<Axis> Shape { get; init; }

    /// <summary>The element type that the model takes: <c>float32</c>, <c>int64</c>, ...</summary>
    public required string Type { get; init; }

    /// <summary>Stored values are multiplied with this: 1/255 for bytes that the model takes as 0 to 1. Absent: fed as they are.</summary>
    public double? Scale { get; init; }

    /// <summary>The name of the array in the data file.</summary>
    [JsonIgnore]
    public string ArrayName => Array ?? Name;

    /// <summary>True when items lie along the first axis, so that any number of them can be fed at once.</summary>
    [JsonIgnore]
    public bool HasItemAxis => Shape.Count > 0 && Shape[0].IsFree;
}
