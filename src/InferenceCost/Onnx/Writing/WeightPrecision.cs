namespace InferenceCost.Onnx.Writing;

/// <summary>How the weights of a graph are stored.</summary>
public enum WeightPrecision
{
    /// <summary>32-bit floating point.</summary>
    Full,

    /// <summary>16-bit floating point, activations too.</summary>
    Half,

    /// <summary>
    /// The matrices of linear layers rounded to 8-bit integers in blocks of 32; everything else in 32-bit floating point.
    /// </summary>
    EightBits,

    /// <summary>
    /// The matrices of linear layers rounded to 4-bit integers in blocks of 32; everything else in 32-bit floating point.
    /// </summary>
    FourBits,
}
