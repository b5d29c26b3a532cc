namespace InferenceCost.Onnx.Reading;

/// <summary>What the last operators before an output say about its numbers.</summary>
public enum OutputOrigin
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>A softmax: probabilities, or a part of them.</summary>
    Softmax,

    /// <summary>A softmax and a logarithm.</summary>
    LogSoftmax,

    /// <summary>A sigmoid: every number is a probability of its own.</summary>
    Sigmoid,

    /// <summary>The number or the name of a class.</summary>
    ClassNumber,

    /// <summary>A vector divided by its length.</summary>
    UnitVector,

    /// <summary>A regressor of ONNX's own machine-learning operators.</summary>
    Regressor,
}
