using InferenceCost.Foundation;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// Two proper scores of each item: no model can gain by stating other probabilities than it believes (Gneiting and Raftery, Strictly
/// Proper Scoring Rules, Prediction, and Estimation, JASA 102, 2007). Lower is better in both.
/// </summary>
/// <param name="NegativeLogLikelihood">-ln p(true class) of each item, in nats, at most -ln <see cref="ProbabilityFloor"/> = 34.5.</param>
/// <param name="Brier">Squared distance between probabilities and truth of each item, summed over classes: 0 to 2.</param>
/// <param name="Clipped">For each item, whether its true class has a probability below <see cref="ProbabilityFloor"/>.</param>
internal sealed record ProperScores(double[] NegativeLogLikelihood, double[] Brier, bool[] Clipped)
{
    /// <summary>
    /// Smaller probabilities count as this one. A recorded zero is a rounded number, and its likelihood would be infinite; what a
    /// rounded zero costs is a convention, and this is the long-standing default of scikit-learn's log_loss.
    /// </summary>
    public const double ProbabilityFloor = 1e-15;

    /// <summary>Scores predictions that have labels and probabilities.</summary>
    /// <exception cref="InputException">A label or an answer that is no class, or numbers that are no probabilities.</exception>
    public static ProperScores Compute(Predictions predictions, int[] labels)
    {
        var likelihood = new double[predictions.Count];
        var brier = new double[predictions.Count];
        var clipped = new bool[predictions.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = predictions.ProbabilitiesOf(i);
            RefuseImpossible(predictions, i, labels[i], row);
            var truth = row[labels[i]];
            clipped[i] = truth < ProbabilityFloor;
            likelihood[i] = -Math.Log(Math.Max(truth, ProbabilityFloor));
            var sum = 0.0;
            for (var k = 0; k < row.Length; k++)
            {
                var distance = row[k] - (k == labels[i] ? 1.0 : 0.0);
                sum += distance * distance;
            }

            brier[i] = sum;
        }

        return new ProperScores(likelihood, brier, clipped);
    }

    private static void RefuseImpossible(Predictions predictions, int index, int label, ReadOnlySpan<float> row)
    {
        var (item, answer) = (predictions.Items[index], predictions.Predicted[index]);
        if ((uint)label >= (uint)row.Length || (uint)answer >= (uint)row.Length)
        {
            throw new InputException(
                FormattableString.Invariant(
                    $"{predictions.Source}: item {item} has label {label} and answer {answer}, and there are {row.Length} classes, from 0"),
                "check that labels, answers and probabilities count the classes alike");
        }

        var sum = 0.0;
        foreach (var probability in row)
        {
            // One that is out of range makes the sum so too, and so does one that is no number.
            sum += probability is >= 0 and <= 1 ? probability : double.NaN;
        }

        // Numbers rounded to two digits still pass; scores, percentages and the answers to several questions at once do not.
        if (!(Math.Abs(sum - 1) <= 0.1))
        {
            throw new InputException(
                $"{predictions.Source}: the probabilities of item {item} are not between 0 and 1 with the sum 1",
                "record probabilities (the softmax of a classifier's scores), or leave these columns out");
        }
    }
}
