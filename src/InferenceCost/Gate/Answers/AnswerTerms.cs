using InferenceCost.Records;

namespace InferenceCost.Gate.Answers;

/// <summary>By what the answers of two sides are judged.</summary>
public sealed record AnswerTerms
{
    /// <summary>
    /// What fp32 may differ by, as a share of the base's largest absolute value: above rounding, below what anybody means.
    /// </summary>
    public const double UsualTolerance = 1e-3;

    /// <summary>The tolerance that was asked for; null for the usual one where both are fp32, and for no verdict elsewhere.</summary>
    public double? Asked { get; init; }

    /// <summary>The precisions of the weights of both sides, as their families declare them or their files show.</summary>
    public IReadOnlyList<string> Precisions { get; init; } = [];

    /// <summary>How the models are scored; null where they are not.</summary>
    public string? Metric { get; init; }

    /// <summary>The id of that score.</summary>
    public string QualityId { get; init; } = "";

    /// <summary>The fall of the score that does not matter, declared by the family; null where nobody did.</summary>
    public MarginRecord? Margin { get; init; }

    /// <summary>The tolerance in force, also where it gives no verdict.</summary>
    public double Tolerance => Asked ?? UsualTolerance;

    /// <summary>
    /// Whether the tolerance in force judges the outputs of these models; a model without weights has no precision to lose.
    /// </summary>
    public bool AreJudged => Asked is not null || Precisions.All(precision => precision is "fp32" or "fp64" or "unknown");
}
