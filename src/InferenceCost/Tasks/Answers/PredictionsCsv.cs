using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using InferenceCost.Foundation.Files;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tasks.Answers;

/// <summary>
/// Writes predictions as <c>item,label,prediction,p0,p1,...</c>, one line per item: the form that <see cref="RecordedPredictions"/> reads.
/// Labels are empty where nobody knows them.
/// </summary>
public static class PredictionsCsv
{
    private static readonly string[] FirstColumns = ["item", "label", "prediction"];

    /// <summary>Writes predictions, whole or not at all; probabilities with six significant digits.</summary>
    public static void Write(string path, Predictions predictions) => WholeFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        foreach (var column in FirstColumns.Concat(Enumerable.Range(0, predictions.Classes ?? 0).Select(index => $"p{index}")))
        {
            csv.WriteField(column);
        }

        csv.NextRecord();
        for (var i = 0; i < predictions.Count; i++)
        {
            csv.WriteField(predictions.Items[i]);
            csv.WriteField(predictions.Labels is { } labels ? labels[i].ToString(CultureInfo.InvariantCulture) : "");
            csv.WriteField(predictions.Predicted[i]);
            foreach (var probability in predictions.ProbabilitiesOf(i))
            {
                csv.WriteField(probability.ToString("G6", CultureInfo.InvariantCulture));
            }

            csv.NextRecord();
        }
    });
}
