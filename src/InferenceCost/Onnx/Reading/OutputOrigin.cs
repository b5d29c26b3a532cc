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

    /// <summary>The scores of a classifier of that kind, not turned into probabilities: the highest wins.</summary>
    ClassifierScores,

    /// <summary>
    /// What such a classifier decides by, one number for each pair of classes or against another threshold than its neighbour: only the
    /// class that it gives beside them says who wins.
    /// </summary>
    DecisionValues,

    /// <summary>The largest numbers of an item in their order, whose places name no classes.</summary>
    TopValues,
}
