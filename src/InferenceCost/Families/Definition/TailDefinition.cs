namespace InferenceCost.Families.Definition;

/// <summary>A small ONNX file that continues a larger graph: its inputs are values of that graph, its outputs are the model's.</summary>
public sealed record TailDefinition
{
    /// <summary>The file, relative to the family's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
