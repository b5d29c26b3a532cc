namespace InferenceCost.Records;

/// <summary>
/// How far the student behaves as the teacher does, right or wrong. A student can match in quality and still behave otherwise.
/// </summary>
public sealed record FidelityRecord
{
    /// <summary>
    /// Share of items on which both give the same answer: top-1 agreement (Stanton et al. 2021), also called label loyalty (Xu et al.
    /// 2021).
    /// </summary>
    public required double Agreement { get; init; }

    /// <summary>
    /// Mean KL(teacher || student) of the probabilities, in nats, teacher first (Stanton et al. 2021); null without probabilities, or where
    /// it is infinite.
    /// </summary>
    public double? PredictiveKl { get; init; }

    /// <summary>
    /// Mean over items of 1 - sqrt(JS(teacher, student)), the Jensen-Shannon divergence in bits, 0 to 1: probability loyalty (Xu et al.
    /// 2021); null without probabilities.
    /// </summary>
    public double? ProbabilityLoyalty { get; init; }

    /// <summary>Share of items that the student gets right and the teacher wrong; null without labels.</summary>
    public double? PositiveFlips { get; init; }

    /// <summary>
    /// Share of items that the student gets wrong and the teacher right, which is what users notice; null without labels.
    /// </summary>
    public double? NegativeFlips { get; init; }

    /// <summary>Of the items that both get wrong, the share with the same wrong answer; null where there are none.</summary>
    public double? WrongAgreement { get; init; }

    /// <summary>
    /// Cohen's kappa of being right on the same items, beyond what the two accuracies bring about by chance (Geirhos et al. 2020); null
    /// where chance leaves no room.
    /// </summary>
    public double? ErrorConsistency { get; init; }

    /// <summary>Lower end of its bootstrap interval; null where too few items tell the models apart.</summary>
    public double? ErrorConsistencyLow { get; init; }

    /// <summary>Upper end.</summary>
    public double? ErrorConsistencyHigh { get; init; }

    /// <summary>That interval's confidence.</summary>
    public double? ErrorConsistencyConfidence { get; init; }

    /// <summary>
    /// How often the student would have to copy the teacher's being right or wrong to be as consistent with it (Klein et al. 2025); null
    /// where chance leaves no room.
    /// </summary>
    public double? CopyProbability { get; init; }
}
