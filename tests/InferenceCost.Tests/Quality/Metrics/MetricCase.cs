using System.Globalization;
using InferenceCost.Quality.Pairing;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Statistics;

namespace InferenceCost.Tests.Quality.Metrics;

/// <summary>One model's answers with the value that Reference/make_metrics.py finds for them; null where there is none.</summary>
internal sealed record MetricCase(
    string Metric, string Name, int[]? Labels, int[]? Predicted, float[]? Probabilities, double[]? Scores, double[]? Truths,
    double[]? Numbers, string[]? TrueTexts, string[]? Texts, string[]? Queries, double? Value)
{
    public static MetricCase[] All => ReferenceValues.Of<MetricCase>("metrics", "Quality");

    public Predictions Predictions
    {
        get
        {
            var count = Labels?.Length ?? Scores?.Length ?? Truths?.Length ?? Texts!.Length;
            return new Predictions(
                Name, [.. Enumerable.Range(0, count).Select(i => i.ToString("D4", CultureInfo.InvariantCulture))], Labels, Predicted ?? [],
                Probabilities, Scores, Queries)
            {
                Numbers = Numbers is null ? null : new(Numbers, Truths),
                Texts = Texts is null ? null : new(Texts, TrueTexts),
            };
        }
    }

    /// <summary>The same answers of a teacher and of a student, whose items stand in the opposite order.</summary>
    public PairedItems Pair
    {
        get
        {
            var own = Predictions;
            int[] backwards = [.. Enumerable.Range(0, own.Count).Reverse()];
            T[]? Turned<T>(T[]? column) => column is null ? null : [.. backwards.Select(item => column[item])];
            return PairedItems.Pair(own, new Predictions(
                Name, Turned(own.Items)!, Turned(Labels), Turned(Predicted) ?? [],
                Probabilities is null ? null : [.. backwards.SelectMany(item => own.ProbabilitiesOf(item).ToArray())], Turned(Scores),
                Turned(Queries))
            {
                Numbers = own.Numbers?.InOrder(backwards),
                Texts = own.Texts?.InOrder(backwards),
            });
        }
    }
}
