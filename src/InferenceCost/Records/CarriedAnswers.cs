namespace InferenceCost.Records;

/// <summary>Answers of a model that its family carries: recorded elsewhere, and what they were computed on.</summary>
/// <param name="File">The file, relative to the family's folder.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Library">What computed them: <c>PyTorch 1.13.0</c>.</param>
/// <param name="Settings">How: <c>CPU, one thread, fp32</c>.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="ModelSha256">The hash of the file that answered; null where that was not an ONNX file, or nobody knows it.</param>
public sealed record CarriedAnswers(string File, string Sha256, string Library, string Settings, int Batch, string? ModelSha256)
{
    /// <summary>What computed them, in words: <c>PyTorch 1.13.0, CPU, one thread, fp32, batch 1</c>.</summary>
    public string Words => FormattableString.Invariant($"{Library}, {Settings}, batch {Batch}");
}
