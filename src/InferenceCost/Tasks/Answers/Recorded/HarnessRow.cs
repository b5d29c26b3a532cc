using System.Globalization;
using System.Text.Json;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>One line of a harness log.</summary>
/// <param name="Line">Which line.</param>
/// <param name="Item">The item's id.</param>
/// <param name="Filter">What was made of the model's answers before they were scored; empty in logs that do not say.</param>
/// <param name="Score">What the chosen metric gave.</param>
/// <param name="Hash">The hash of the question; null in logs that have none.</param>
/// <param name="Choice">What was chosen and what is right; null where that cannot be told.</param>
internal sealed record HarnessRow(int Line, string Item, string Filter, double Score, string? Hash, HarnessChoice? Choice);

/// <summary>A choice among the answers of a question, by its place.</summary>
/// <param name="Right">The right one.</param>
/// <param name="Chosen">The one that the model found likeliest.</param>
internal sealed record HarnessChoice(string Right, string Chosen)
{
    /// <summary>
    /// The choice of a logged sample: the place of the highest log-likelihood; null where the sample has none, and where the score says
    /// something else than choice and target together.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="accuracy">Whether its answer is right, as the harness found.</param>
    public static HarnessChoice? Of(JsonElement sample, double accuracy)
    {
        if (LooseJson.Field(sample, "target") is not { } target || LooseJson.Text(target) is not { } right
            || LooseJson.Field(sample, HarnessLog.Answers) is not { ValueKind: JsonValueKind.Array } answers
            || answers.GetArrayLength() < 2)
        {
            return null;
        }

        var (best, chosen, place) = (double.NegativeInfinity, -1, 0);
        foreach (var answer in answers.EnumerateArray())
        {
            if (answer.ValueKind != JsonValueKind.Array || answer.GetArrayLength() != 2 || Likelihood(answer[0]) is not { } likelihood)
            {
                return null;
            }

            (best, chosen) = likelihood > best ? (likelihood, place) : (best, chosen);
            place++;
        }

        var words = chosen.ToString(CultureInfo.InvariantCulture);
        return ClassCell.IsNumber(right) && (words == right ? 1 : 0) == accuracy ? new HarnessChoice(right, words) : null;
    }

    private static double? Likelihood(JsonElement value) =>
        LooseJson.Number(value) ?? (value.ValueKind == JsonValueKind.String
            && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : null);
}
