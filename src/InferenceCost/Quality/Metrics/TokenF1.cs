using System.Text.RegularExpressions;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The mean over items of F1 of the words that a text shares with the true one, after the rules of SQuAD (Rajpurkar et al. 2016, section
/// 6.1): lower case, without punctuation and the articles a, an and the. Two texts without words are the same. Compared by the mean of the
/// items' differences.
/// </summary>
internal sealed partial class TokenF1 : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.TokenF1;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueTexts is null ? Needs("label and prediction as texts") : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => own.Texts is { True: { } truths, Given: { Length: > 0 } given }
        ? new ModelScore(given.Zip(truths, Compute).Average())
        : null;

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (truths, student) = (items.TrueTexts!, items.OfStudent(items.Student.Texts!.Given));
        return MeanComparison.Compare(
            [.. items.Teacher.Texts!.Given.Zip(truths, Compute)], [.. student.Zip(truths, Compute)], items.Clusters(), confidence,
            range: 1);
    }

    private static double Compute(string text, string truth)
    {
        var (own, sought) = (Words(text), Words(truth));
        if (own.Length == 0 || sought.Length == 0)
        {
            return own.Length == sought.Length ? 1 : 0;
        }

        var left = sought.CountBy(word => word).ToDictionary(StringComparer.Ordinal);
        var shared = 0;
        foreach (var word in own)
        {
            if (left.TryGetValue(word, out var times) && times > 0)
            {
                left[word] = times - 1;
                shared++;
            }
        }

        return 2.0 * shared / (own.Length + sought.Length);
    }

    private static string[] Words(string text)
    {
        // Only the punctuation of ASCII goes, as in the official script.
        var letters = string.Concat(text.ToLowerInvariant().Where(letter => !(char.IsAscii(letter)
            && (char.IsPunctuation(letter) || char.IsSymbol(letter)))));
        return Article().Replace(letters, " ").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"\b(a|an|the)\b")]
    private static partial Regex Article();
}
