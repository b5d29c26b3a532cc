namespace InferenceCost.Foundation.Figures;

/// <summary>How a time that people wait for is printed: minutes and seconds.</summary>
public static class Duration
{
    /// <summary>
    /// <c>89 s</c>, and from one and a half minutes on <c>1 min 30 s</c>. Seconds are rounded first: 119.7 s are two minutes, not one and
    /// sixty seconds.
    /// </summary>
    public static string Format(double seconds)
    {
        var whole = Math.Round(seconds, MidpointRounding.AwayFromZero);
        return seconds >= 90
            ? FormattableString.Invariant($"{Math.Floor(whole / 60):0} min {whole % 60:00} s")
            : FormattableString.Invariant($"{whole:0} s");
    }
}
