namespace InferenceCost.Architectures.Layers;

/// <summary>
/// Hyper-parameters that Whisper's encoder and decoder share: <c>layers</c>, <c>hiddenSize</c>, <c>heads</c>, <c>intermediateSize</c>.
/// </summary>
internal sealed record WhisperSizes(int Layers, int Width, int Heads, int Intermediate)
{
    /// <summary>Width of one head.</summary>
    public int HeadSize => Width / Heads;

    public static WhisperSizes Read(HyperParameters given)
    {
        var width = given.Size("hiddenSize");
        return new WhisperSizes(given.Layers(), width, given.Heads("heads", width), given.Size("intermediateSize"));
    }
}
