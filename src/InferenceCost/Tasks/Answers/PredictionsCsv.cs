using System.Globalization;
using InferenceCost.Foundation.Files;
using nietras.SeparatedValues;

namespace InferenceCost.Tasks.Answers;

/// <summary>
/// Writes predictions as <c>item,label,prediction,p0,p1,...,cluster</c>, one line per item: the form that <c>RecordedPredictions</c> reads.
/// Labels are empty where nobody knows them.
/// </summary>
public static class PredictionsCsv
{
    /// <summary>Writes predictions, whole or not at all; probabilities with six significant digits, numbers as they are.</summary>
    public static void Write(string path, Predictions predictions) => WholeFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var rows = Sep.New(',').Writer(options => options with { Escape = true }).To(text, leaveOpen: true);
        string[] probabilities = [.. Enumerable.Range(0, predictions.Classes ?? 0).Select(index => $"p{index}")];
        rows.Header.Add(["item", "label", "prediction", .. probabilities, .. predictions.Clusters is null ? [] : new[] { "cluster" }]);
        rows.Header.Write();
        for (var i = 0; i < predictions.Count; i++)
        {
            using var row = rows.NewRow();
            row[0].Set(predictions.Items[i]);
            row[1].Set(Label(predictions, i));
            row[2].Set(Answer(predictions, i));
            var column = 3;
            foreach (var probability in predictions.ProbabilitiesOf(i))
            {
                row[column++].Set($"{probability:G6}");
            }

            if (predictions.Clusters is { } clusters)
            {
                row[column].Set(clusters[i]);
            }
        }
    });

    private static string Label(Predictions predictions, int item) =>
        predictions.Labels is { } labels ? labels[item].ToString(CultureInfo.InvariantCulture)
        : predictions.Numbers?.True is { } numbers ? numbers[item].ToString("R", CultureInfo.InvariantCulture)
        : predictions.Texts?.True?[item] ?? "";

    private static string Answer(Predictions predictions, int item) =>
        predictions.Numbers is { Given: var numbers } ? numbers[item].ToString("R", CultureInfo.InvariantCulture)
        : predictions.Texts is { Given: var texts } ? texts[item]
        : predictions.Predicted[item].ToString(CultureInfo.InvariantCulture);
}
