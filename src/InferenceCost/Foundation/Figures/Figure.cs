using System.Globalization;

namespace InferenceCost.Foundation.Figures;

/// <summary>How numbers are printed in every report: three significant digits, the invariant culture.</summary>
internal static class Figure
{
    /// <summary>What stands where a number does not apply.</summary>
    public const string None = "–";

    /// <summary>Three significant digits; thousands are grouped, so 45,678 prints as 45,700.</summary>
    public static string ThreeDigits(double? value)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return None;
        }

        // Rounding first: 9.996 has one digit before the point, what is printed of it has two.
        var rounded = double.Parse(number.ToString("E2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (rounded == 0)
        {
            return "0";
        }

        var decimals = 2 - (int)Math.Floor(Math.Log10(Math.Abs(rounded)));
        return decimals > 8
            ? rounded.ToString("0.##E+0", CultureInfo.InvariantCulture)
            : rounded.ToString("N" + Math.Max(0, decimals).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number, exact, thousands grouped.</summary>
    public static string Count(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : None;

    /// <summary>A share of 1 in percent.</summary>
    public static string Percent(double? share, int decimals) =>
        share is { } number && double.IsFinite(number) ? Fixed(100 * number, decimals) + " %" : None;

    /// <summary>A confidence in percent, without decimals that say nothing: 90 %, 97.9 %.</summary>
    public static string Confidence(double? share) =>
        share is { } number && double.IsFinite(number) ? (100 * number).ToString("0.#", CultureInfo.InvariantCulture) + " %" : None;

    /// <summary>A difference of two shares in points, with its sign: +0.31.</summary>
    public static string Points(double? difference) =>
        difference is { } number && double.IsFinite(number)
            ? (100 * number).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture)
            : None;

    /// <summary>A difference with its interval, all in points: -0.31 (-0.62 to +0.01).</summary>
    public static string Points(double difference, double low, double high) =>
        $"{Points(difference)} ({Points(low)} to {Points(high)})";

    /// <summary>A p value, as far as its digits mean something.</summary>
    public static string PValue(double? value) => value is not { } p || !double.IsFinite(p) ? None
        : p < 0.0001 ? "below 0.0001"
        : p.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A ratio in three digits, as far as they stand before the point at least: 0.931x, 2.21x, 48.3x, 512x.</summary>
    public static string Ratio(double value) => RatioDigits(value, value) + "x";

    /// <summary>A ratio with its interval in the same decimals: 4.83x (4.61 to 5.02).</summary>
    public static string Ratio(double estimate, double low, double high) =>
        $"{RatioDigits(estimate, estimate)}x ({RatioDigits(low, estimate)} to {RatioDigits(high, estimate)})";

    /// <summary>The same, of a number that may not apply.</summary>
    public static string Fixed(double? value, int decimals) => value is { } number ? Fixed(number, decimals) : None;

    /// <summary>A number with so many decimals, never a negative zero.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return None;
        }

        var text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }

    /// <summary>A ratio without its sign, in as many decimals as another one of three digits has.</summary>
    /// <param name="value">The ratio.</param>
    /// <param name="scale">The other one: an interval has the decimals of its estimate.</param>
    public static string RatioDigits(double value, double scale) => Math.Abs(scale) switch
    {
        < 0.1 => ThreeDigits(value),
        < 1 => Fixed(value, 3),
        < 10 => Fixed(value, 2),
        < 100 => Fixed(value, 1),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };
}
