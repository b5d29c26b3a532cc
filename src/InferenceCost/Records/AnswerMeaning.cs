using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>What the numbers of an output are.</summary>
public enum AnswerMeaning
{
    /// <summary>One score a class on the scale of logarithms: exp of each over their sum is its probability.</summary>
    [JsonStringEnumMemberName("logits")]
    Logits,

    /// <summary>One probability a class; those of an item sum to 1.</summary>
    [JsonStringEnumMemberName("probabilities")]
    Probabilities,

    /// <summary>Their natural logarithms.</summary>
    [JsonStringEnumMemberName("log-probabilities")]
    LogProbabilities,

    /// <summary>One score a class, of which only the order is known: the highest wins, and nothing says how sure the model is.</summary>
    [JsonStringEnumMemberName("scores")]
    Scores,

    /// <summary>One number an item: the logit of class 1 of two, which wins above 0.</summary>
    [JsonStringEnumMemberName("logit")]
    Logit,

    /// <summary>One number an item: the probability of class 1 of two, which wins above a half.</summary>
    [JsonStringEnumMemberName("probability")]
    Probability,

    /// <summary>One whole number an item: the class itself, from 0.</summary>
    [JsonStringEnumMemberName("class")]
    Class,

    /// <summary>A vector whose direction is the answer.</summary>
    [JsonStringEnumMemberName("embedding")]
    Embedding,

    /// <summary>A number in a unit of its own.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression,

    /// <summary>Nothing that is scored.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>How the output of a model was read, and why.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Meaning">What its numbers were taken for.</param>
/// <param name="Evidence">What says so, as half a sentence.</param>
public sealed record AnswerReading(string Output, AnswerMeaning Meaning, string Evidence);
