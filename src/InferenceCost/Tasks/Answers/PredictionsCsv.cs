using System.Globalization;
using InferenceCost.Foundation.Files;
using nietras.SeparatedValues;

namespace InferenceCost.Tasks.Answers;

/// <summary>
/// Writes predictions as <c>item,label,prediction,p0,p1,...</c>, one line per item: the form that <c>RecordedPredictions</c> reads.
/// Labels are empty where nobody knows them.
/// </summary>
public static class PredictionsCsv
{
    /// <summary>Writes predictions, whole or not at all; probabilities with six significant digits.</summary>
    public static void Write(string path, Predictions predictions) => WholeFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var rows = Sep.New(',').Writer(options => options with { Escape = true }).To(text, leaveOpen: true);
        string[] probabilities = [.. Enumerable.Range(0, predictions.Classes ?? 0).Select(index => $"p{index}")];
        rows.Header.Add(["item", "label", "prediction", .. probabilities]);
        rows.Header.Write();
        for (var i = 0; i < predictions.Count; i++)
        {
            using var row = rows.NewRow();
            row[0].Set(predictions.Items[i]);
            row[1].Set(predictions.Labels is { } labels ? labels[i].ToString(CultureInfo.InvariantCulture) : "");
            row[2].Format(predictions.Predicted[i]);
            var column = 3;
            foreach (var probability in predictions.ProbabilitiesOf(i))
            {
                row[column++].Set($"{probability:G6}");
            }
        }
    });
}
