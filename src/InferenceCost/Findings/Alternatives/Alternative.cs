using System.Text.Json.Serialization;

namespace InferenceCost.Findings.Alternatives;

/// <summary>How a model came to be.</summary>
public enum Making
{
    /// <summary>The teacher, as it was.</summary>
    Teacher,

    /// <summary>A copy of another model with its weights in a smaller type.</summary>
    Converted,

    /// <summary>It learnt from the teacher.</summary>
    Distilled,

    /// <summary>It did not learn from the teacher, or nobody says whether it did.</summary>
    Other,
}

/// <summary>A model that could be used, with all that speaks for and against it.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Making">How it came to be.</param>
/// <param name="Precision">What its weights are stored in.</param>
/// <param name="FileBytes">Its size.</param>
public sealed record Alternative(string Model, Making Making, string Precision, long FileBytes)
{
    /// <summary>What its quality is a score of; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Metric { get; init; }

    /// <summary>The score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Score { get; init; }

    /// <summary>Lower end of the score's own interval.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? High { get; init; }

    /// <summary>Median time of one call, in nanoseconds, at the batch of claims; null where it has no usable figure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Latency { get; init; }

    /// <summary>Median of items a second under full load; null likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Throughput { get; init; }

    /// <summary>Growth of the process's memory at its peak, in bytes; null likewise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Memory { get; init; }

    /// <summary>
    /// The models that beat it: shown better in something and shown worse in nothing. Empty where none does.
    /// </summary>
    public IReadOnlyList<string> BeatenBy { get; init; } = [];
}
