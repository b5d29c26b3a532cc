namespace InferenceCost.Families.Definition;

/// <summary>The evaluation data: a file with an array per input and one with the labels, items along the first axis.</summary>
public sealed record DatasetDefinition
{
    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Which part of it: <c>test</c>, <c>validation</c>, ...</summary>
    public required string Split { get; init; }

    /// <summary>The file (.npz, .npy, .csv), relative to the family's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many items the file holds.</summary>
    public required int Items { get; init; }

    /// <summary>The array that holds the labels (class numbers from 0); absent where there are none.</summary>
    public string? Labels { get; init; }

    /// <summary>Where the labels lie in a file of their own: that file.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>SHA-256 of the labels' own file.</summary>
    public string? LabelsSha256 { get; init; }

    /// <summary>
    /// How many of the first items are scored in the quick profile and by a run that names no family; null for all of them.
    /// </summary>
    public int? Sample { get; init; }

    /// <summary>The licence of the data, as an SPDX identifier.</summary>
    public string? Licence { get; init; }

    /// <summary>Where the data came from.</summary>
    public string? Source { get; init; }
}
