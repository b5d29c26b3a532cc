using System.Text.Json.Serialization;

namespace InferenceCost.Claims;

/// <summary>How recorded predictions can be scored.</summary>
public enum JudgedMetric
{
    /// <summary>Share of right answers.</summary>
    [JsonStringEnumMemberName("accuracy")]
    Accuracy,

    /// <summary>Mean over classes of the harmonic mean of precision and recall, 0 to 1.</summary>
    [JsonStringEnumMemberName("macro-f1")]
    MacroF1,

    /// <summary>exp of the mean score, scores being negative log-likelihoods in nats; lower is better, and models are compared by their ratio.</summary>
    [JsonStringEnumMemberName("perplexity")]
    Perplexity,

    /// <summary>Mean score, higher is better.</summary>
    [JsonStringEnumMemberName("score")]
    Score,
}
