using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>
/// Answers of a model to the items of the task, recorded by whoever made the family: they stand for a model whose file is not there, or
/// that a family does not carry. The file is CSV in gzip, <c>item,prediction,logprob</c>: the item's place from 0, the class, and the
/// natural logarithm of that class's probability.
/// </summary>
public sealed record AnswersDefinition
{
    /// <summary>The file, relative to the family's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What computed them: <c>PyTorch 1.13.0</c>.</summary>
    public required string Library { get; init; }

    /// <summary>How: <c>CPU, one thread, fp32</c>.</summary>
    public required string Settings { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>How many items they answer: as many as the data holds, which it may say.</summary>
    public int? Items { get; init; }

    /// <summary>SHA-256 of the ONNX file that answered, in hexadecimal; null where it was no such file, or nobody knows it.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>What <c>run.json</c> keeps of them.</summary>
    public CarriedAnswers ToRecord() => new(
        File, Sha256.ToLowerInvariant(), Library, Settings, Batch, ModelSha256?.ToLowerInvariant());
}
