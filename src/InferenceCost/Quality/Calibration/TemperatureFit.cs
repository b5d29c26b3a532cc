using System.Numerics.Tensors;
using MathNet.Numerics.RootFinding;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// Finds the temperature that minimises the mean of -ln p(true class). With z = ln p and b = 1/T that mean is convex in b, and its slope
/// is mean(sum_k q_k z_k - z_true), q the probabilities at that temperature. The root of the slope is exact to the last digits, where a
/// search for the lowest value (golden section) sees nothing but rounding in the second half of them.
/// </summary>
internal sealed class TemperatureFit
{
    /// <summary>Of ln T, so relative in T.</summary>
    private const double Accuracy = 1e-10;

    private const int ScoresPerBlock = 8192;

    private readonly int classes;
    private readonly double[] logs;
    private readonly double meanTruth;

    public TemperatureFit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        if (labels.IsEmpty || probabilities.IsEmpty || probabilities.Length % labels.Length != 0)
        {
            throw new ArgumentException("Every item needs a label and as many probabilities as any other.", nameof(labels));
        }

        classes = probabilities.Length / labels.Length;
        logs = new double[probabilities.Length];
        LogProbabilities.Compute(probabilities, logs);
        for (var i = 0; i < labels.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(labels[i], nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labels[i], classes, nameof(labels));
            // Softmax does not change, and no exponential below overflows.
            var row = logs.AsSpan(i * classes, classes);
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<double>(row), row);
            meanTruth += row[labels[i]] / labels.Length;
        }
    }

    public double Solve()
    {
        var slope = SlopeAt(0);
        if (slope == 0)
        {
            return 1;
        }

        // Out from T = 1 by factors of two: most models lie within one of them, and every look is a pass over all items.
        var bound = slope > 0 ? TemperatureScaling.Highest : TemperatureScaling.Lowest;
        var (near, end) = (0.0, Math.Log(bound));
        while (near != end)
        {
            var far = slope > 0 ? Math.Min(near + Math.Log(2), end) : Math.Max(near - Math.Log(2), end);
            // A slope of zero is no root yet: without a wrong answer it falls to zero by rounding, and never beyond.
            if (Math.Sign(SlopeAt(far)) == -Math.Sign(slope))
            {
                return Math.Exp(Brent.FindRoot(SlopeAt, Math.Min(near, far), Math.Max(near, far), Accuracy));
            }

            near = far;
        }

        return bound;
    }

    /// <summary>The slope in 1/T: positive where the best temperature is higher than this one.</summary>
    private double SlopeAt(double logTemperature)
    {
        var inverse = Math.Exp(-logTemperature);
        var block = new double[Math.Max(1, ScoresPerBlock / classes) * classes];
        var expected = 0.0;
        for (var start = 0; start < logs.Length; start += block.Length)
        {
            var scores = logs.AsSpan(start, Math.Min(block.Length, logs.Length - start));
            var weights = block.AsSpan(0, scores.Length);
            TensorPrimitives.Multiply(scores, inverse, weights);
            TensorPrimitives.Exp(weights, weights);
            for (var row = 0; row < scores.Length; row += classes)
            {
                var own = weights.Slice(row, classes);
                expected += TensorPrimitives.Dot<double>(own, scores.Slice(row, classes)) / TensorPrimitives.Sum<double>(own);
            }
        }

        return expected / (logs.Length / classes) - meanTruth;
    }
}
