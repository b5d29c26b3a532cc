using System.Globalization;
using System.Text.Json;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>
/// What a score of Inspect is as a number, by the rules that its own metrics go by: C is 1, P a half, I and N nothing, yes and true 1, no
/// and false 0. What those rules do not know is no number here, where Inspect warns and takes 0.
/// </summary>
internal static class InspectGrade
{
    /// <summary>The number; null where it is none.</summary>
    public static double? ToNumber(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "C" => 1,
            "P" => 0.5,
            "I" or "N" => 0,
            var word => Word(word!),
        }
        : LooseJson.Number(value);

    private static double? Word(string word) => word.ToUpperInvariant() switch
    {
        "YES" or "TRUE" => 1,
        "NO" or "FALSE" => 0,
        _ => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null,
    };
}
