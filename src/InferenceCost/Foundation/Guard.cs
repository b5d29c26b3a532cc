using System.Runtime.CompilerServices;

namespace InferenceCost.Foundation;

/// <summary>Refuses arguments for which a statistic has no meaning, so that no NaN travels into a verdict.</summary>
internal static class Guard
{
    internal static void FiniteValues(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException("At least one value is needed.", name);
        }

        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("Every value must be finite.", name);
            }
        }
    }

    internal static void PositiveValues(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        FiniteValues(values, name);
        foreach (var value in values)
        {
            if (value <= 0)
            {
                throw new ArgumentException("Every value must be above zero.", name);
            }
        }
    }

    /// <summary>Strictly between 0 and 1; refuses NaN too.</summary>
    internal static void Proportion(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must lie between 0 and 1.");
        }
    }

    /// <summary>Zero to <paramref name="trials"/> successes of at least one trial.</summary>
    internal static void SuccessesOfTrials(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
