using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tasks.Meaning;

/// <summary>
/// Finds out what the numbers of an output are: what was declared goes first, then the graph and the values together. Where both allow two
/// readings by which an answer would be another, none is taken, and the option is asked for. The table is that of docs/your-models.md.
/// </summary>
public static class AnswerMeanings
{
    /// <summary>Decides.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="output">The output, what its graph says of it, and what a person or a family file says.</param>
    /// <param name="isWhole">Whether the numbers are of an integer type.</param>
    /// <param name="values">What its values show.</param>
    /// <param name="areBinary">Whether all labels are 0 or 1; null without labels.</param>
    /// <exception cref="InputException">Two readings are possible, or a reading does not fit the values.</exception>
    public static AnswerReading Decide(string model, ScoredOutput output, bool isWhole, RowStatistics values, bool? areBinary)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(values);
        var (meaning, evidence) = output.Declared is { } said ? (said, "as declared")
            : values.Columns > 1 ? OfRow(model, output, isWhole, values, areBinary is not null)
            : isWhole ? (AnswerMeaning.Class, output.Classes is null ? "one whole number an item" : "a classifier's own class")
            : OfNumber(model, output, values, areBinary ?? false);
        return Contradiction(meaning, values, isWhole) is { } contradiction
            ? throw new InputException(
                $"{model}: output '{output.Name}' holds {EnumWord.Of(meaning)} ({evidence}), but {contradiction}",
                $"say what it holds: --answer {output.Name}=MEANING, or 'answer' in the family file")
            : new AnswerReading(output.Name, meaning, evidence);
    }

    private static (AnswerMeaning Meaning, string Evidence) OfRow(
        string model, ScoredOutput output, bool isWhole, RowStatistics values, bool areLabelled)
    {
        if (output.Origin == OutputOrigin.DecisionValues)
        {
            throw new InputException(
                $"{model}: output '{output.Name}' holds what a classifier decides by, and only the class that it gives beside it says "
                + "which one wins",
                $"keep the model's class output, or export probabilities; where the highest number wins: --answer {output.Name}=scores");
        }

        if (output.Origin is OutputOrigin.TopValues or OutputOrigin.ClassNumber)
        {
            throw new InputException(
                $"{model}: output '{output.Name}' holds {values.Columns} of an item's classes in their order, or their numbers",
                "export the model with the scores of all classes, or with the first class alone");
        }

        // What a step of a quantised number is worth is not in the values, so they say who wins and not how surely.
        return isWhole
            ? (AnswerMeaning.Scores, "whole numbers: the highest wins, and how sure it is they do not say")
            : OfFractions(output.Origin, values, areLabelled);
    }

    private static (AnswerMeaning Meaning, string Evidence) OfFractions(OutputOrigin origin, RowStatistics values, bool areLabelled) =>
        values.AreProbabilities
            ? (AnswerMeaning.Probabilities, origin == OutputOrigin.Softmax
                ? "the graph ends in a softmax, and the numbers of every item sum to 1"
                : "the numbers of every item lie between 0 and 1 and sum to 1")
        : values.AreLogProbabilities
            ? (AnswerMeaning.LogProbabilities, origin == OutputOrigin.LogSoftmax
                ? "the graph ends in a softmax and a logarithm"
                : "the exponentials of every item's numbers sum to 1")
        : origin is OutputOrigin.Sigmoid
            ? (
                AnswerMeaning.Scores,
                "the graph ends in a sigmoid, and the numbers of an item do not sum to 1: each is a probability of its own")
        : origin is OutputOrigin.Softmax
            ? (AnswerMeaning.Scores, "the graph ends in a softmax, but the numbers of an item do not sum to 1")
        : origin is OutputOrigin.UnitVector
            ? (areLabelled ? AnswerMeaning.Scores : AnswerMeaning.Embedding, "the graph ends in a division by the vector's length")
        : origin is OutputOrigin.ClassifierScores
            ? (AnswerMeaning.Scores, "a classifier's scores, which are not turned into probabilities")
        : values.AreParts
            ? (AnswerMeaning.Scores, "none is negative, and those of every item have the same sum, which is not 1: percentages or votes")
        : (AnswerMeaning.Logits, "the numbers of an item do not sum to 1");

    private static (AnswerMeaning Meaning, string Evidence) OfNumber(
        string model, ScoredOutput output, RowStatistics values, bool areBinary)
    {
        if (output.Origin is OutputOrigin.Sigmoid or OutputOrigin.Softmax)
        {
            return (AnswerMeaning.Probability, $"one number an item, and the graph ends in a {EnumWord.Of(output.Origin)}");
        }

        if (output.Origin == OutputOrigin.ClassNumber && values.AreWhole)
        {
            return (AnswerMeaning.Class, "one whole number an item, and the graph ends in the place of the highest score");
        }

        if (output.Origin == OutputOrigin.Regressor)
        {
            return (AnswerMeaning.Regression, "the graph ends in a regressor");
        }

        if (areBinary && !values.AreShares)
        {
            return (AnswerMeaning.Logit, "one number an item, labels of 0 and 1, and numbers outside 0 to 1");
        }

        if (areBinary)
        {
            throw Ambiguous("a probability of class 1 or its logit", "probability", "logit");
        }

        return values.AreShares
            ? throw Ambiguous("a probability, a logit or a quantity", "probability", "logit", "regression")
            : throw Ambiguous("a logit or a quantity", "logit", "regression");

        InputException Ambiguous(string readings, params string[] words) => new(
            $"{model}: output '{output.Name}' is one number an item, and neither graph nor values say whether it is {readings}",
            $"say it: {string.Join(" or ", words.Select(word => $"--answer {output.Name}={word}"))}");
    }

    private static string? Contradiction(AnswerMeaning meaning, RowStatistics values, bool isWhole) => meaning switch
    {
        AnswerMeaning.Probabilities when values.Columns > 1 && !values.AreProbabilities =>
            "the numbers of an item do not lie between 0 and 1 and sum to 1",
        AnswerMeaning.LogProbabilities when values.Columns > 1 && !values.AreLogProbabilities =>
            "the exponentials of an item's numbers do not sum to 1",
        AnswerMeaning.Probability when !values.AreShares => "a number lies outside 0 to 1",
        AnswerMeaning.Logits or AnswerMeaning.Probabilities or AnswerMeaning.LogProbabilities or AnswerMeaning.Scores
            or AnswerMeaning.Embedding when values.Columns == 1 => "it is one number an item",
        AnswerMeaning.Logit or AnswerMeaning.Probability or AnswerMeaning.Class or AnswerMeaning.Regression when values.Columns > 1 =>
            FormattableString.Invariant($"it has {values.Columns} numbers an item"),
        AnswerMeaning.Class when !isWhole && !values.AreWhole => "its numbers are no whole numbers",
        AnswerMeaning.Class when values.Lowest < 0 => FormattableString.Invariant($"{values.Lowest} is no class: they count from 0"),
        _ => null,
    };
}
