using System.Numerics.Tensors;
using InferenceCost.Findings.Claims;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Judging;

/// <summary>
/// What a reader should know of a file before its figures: what was chosen when it was read, and what contradicts itself in it.
/// </summary>
internal static class FileRemarks
{
    /// <summary>One sentence each.</summary>
    public static IEnumerable<string> Of(Predictions file)
    {
        if (file.Notes.Count > 0)
        {
            yield return $"{file.Source}: {string.Join("; ", file.Notes)}.";
        }

        if (CountContradictions(file) is > 0 and var count)
        {
            yield return $"{file.Source}: on {ClaimNumbers.Count(count)} of {ClaimNumbers.Items(file.Count)} the prediction is not the "
                + "class with the highest probability. Accuracy goes by the predictions, calibration by the probabilities: one of the "
                + "two may belong to something else.";
        }
    }

    /// <summary>A class with as high a probability as the predicted one does not contradict it: rounding makes such ties.</summary>
    private static int CountContradictions(Predictions file)
    {
        var count = 0;
        for (var i = 0; file is { Classes: not null, HasAnswers: true } && i < file.Count; i++)
        {
            var probabilities = file.ProbabilitiesOf(i);
            var predicted = file.Predicted[i];
            count += (uint)predicted < (uint)probabilities.Length && probabilities[predicted] < TensorPrimitives.Max(probabilities) ? 1 : 0;
        }

        return count;
    }
}
