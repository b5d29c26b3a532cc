using System.Numerics.Tensors;

namespace InferenceCost.Tasks.Classification;

/// <summary>From a classifier's scores to probabilities and the class it chooses.</summary>
public static class Softmax
{
    /// <summary>One item.</summary>
    /// <param name="logits">The scores, one per class.</param>
    /// <param name="probabilities">Receives exp(logit) over their sum, one per class.</param>
    /// <returns>The class with the highest score, the lowest number where several share it; -1 where a score is not finite.</returns>
    /// <exception cref="ArgumentException">No classes, or unequal lengths.</exception>
    public static int Apply(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        if (logits.IsEmpty || logits.Length != probabilities.Length)
        {
            throw new ArgumentException("One probability per score is needed, at least one.", nameof(probabilities));
        }

        foreach (var logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                return -1;
            }
        }

        // Without the maximum taken off first, a score of 89 is already beyond what a float's exponential can hold.
        var highest = TensorPrimitives.Max(logits);
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp((double)logit - highest);
        }

        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = (float)(Math.Exp((double)logits[i] - highest) / sum);
        }

        return logits.IndexOf(highest);
    }
}
