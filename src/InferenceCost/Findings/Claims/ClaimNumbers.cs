using System.Globalization;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>Numbers as a sentence says them.</summary>
internal static class ClaimNumbers
{
    /// <summary>A difference of two shares in points, with its sign: -0.40.</summary>
    public static string Points(double difference) => (100 * difference).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A margin in points, with its noun: 1.0 point, 0.5 points.</summary>
    public static string Margin(double margin)
    {
        var points = (100 * margin).ToString("0.0#", CultureInfo.InvariantCulture);
        return points == "1.0" ? "1.0 point" : $"{points} points";
    }

    /// <summary>A number of items, thousands grouped.</summary>
    public static string Count(long items) => items.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of items with its noun.</summary>
    public static string Items(long items) => items == 1 ? "1 item" : $"{Count(items)} items";

    /// <summary>A confidence: 90 %.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share of the items: 97.10 %.</summary>
    public static string Share(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>How many times less the student needs: 4.83x less time per call (4.61 to 5.02).</summary>
    public static string Less(ClaimResource resource, string noun)
    {
        var (estimate, low, high) = (resource.Estimate!.Value, resource.Low, resource.High);
        return high is null ? $"at least {Ratio(low ?? estimate, estimate)}x less {noun}"
            : resource.Confidence is null ? $"{Ratio(estimate, estimate)}x less {noun}"
            : $"{Ratio(estimate, estimate)}x less {noun} ({Ratio(low!.Value, estimate)} to {Ratio(high.Value, estimate)})";
    }

    /// <summary>How many times more it needs, the ratio turned over: 1.10x more time per call (1.05 to 1.14).</summary>
    public static string More(ClaimResource resource, string noun)
    {
        var estimate = 1 / resource.Estimate!.Value;
        return resource.Confidence is null
            ? $"{Ratio(estimate, estimate)}x more {noun}"
            : $"{Ratio(estimate, estimate)}x more {noun} ({Ratio(1 / resource.High!.Value, estimate)} to "
                + $"{Ratio(1 / resource.Low!.Value, estimate)})";
    }

    /// <summary>The interval of a ratio that shows neither: 0.971x to 1.052x.</summary>
    public static string Range(double low, double high) => $"{Ratio(low, low)}x to {Ratio(high, low)}x";

    /// <summary>A ratio alone: 4.83x.</summary>
    public static string Times(double ratio) => Ratio(ratio, ratio) + "x";

    private static string Ratio(double value, double scale) => Figure.RatioDigits(value, scale);
}
