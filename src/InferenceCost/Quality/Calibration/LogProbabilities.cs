using System.Numerics.Tensors;

namespace InferenceCost.Quality.Calibration;

/// <summary>Logarithms of recorded probabilities.</summary>
internal static class LogProbabilities
{
    /// <summary>ln p in nats, clipped at ln <see cref="ProperScores.ProbabilityFloor"/>.</summary>
    public static void Compute(ReadOnlySpan<float> probabilities, Span<double> logs)
    {
        TensorPrimitives.ConvertTruncating(probabilities, logs);
        TensorPrimitives.Max(logs, ProperScores.ProbabilityFloor, logs);
        TensorPrimitives.Log(logs, logs);
    }
}
