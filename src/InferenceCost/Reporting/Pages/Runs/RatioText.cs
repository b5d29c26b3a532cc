using InferenceCost.Foundation.Figures;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>A ratio as far as it is known.</summary>
internal static class RatioText
{
    /// <summary>
    /// With both ends, the interval; with the lower one alone, "at least"; with none, the estimate, which then shows nothing.
    /// A static fact has no interval because it needs none.
    /// </summary>
    public static string Compose(double? estimate, double? low, double? high, bool isStatic)
    {
        if (estimate is not { } value || !double.IsFinite(value))
        {
            return "n/a";
        }

        var (lower, upper) = (Finite(low), Finite(high));
        return isStatic ? Figure.Ratio(value)
            : lower is { } from && upper is { } to ? Figure.Ratio(value, from, to)
            : lower is { } least ? $"at least {Figure.Ratio(least)}"
            : $"{Figure.Ratio(value)}, no interval";
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
