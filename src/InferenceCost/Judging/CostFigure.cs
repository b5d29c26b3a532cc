using InferenceCost.Statistics;

namespace InferenceCost.Judging;

/// <summary>A figure of cost with its interval, or why there is none.</summary>
/// <param name="Value">The figure, in the unit of the costs (a volume: in items); null where it has no meaning.</param>
/// <param name="Low">Lower end of its interval; null where it has none.</param>
/// <param name="High">Upper end; null where it has none, or no end.</param>
/// <param name="Confidence">
/// The interval's confidence: that of the quality behind it, for the costs are taken as exact; null without an interval.
/// </param>
/// <param name="Note">What the figure says, or why it has no meaning.</param>
public sealed record CostFigure(double? Value, double? Low, double? High, double? Confidence, string Note)
{
    /// <summary>A figure that has no meaning, and why.</summary>
    public static CostFigure None(string reason) => new(null, null, null, null, reason);

    /// <summary>
    /// A fixed amount over something that was measured: the larger that is, the smaller the figure. Where the interval reaches down to
    /// zero or below, the figure has no upper end.
    /// </summary>
    internal static CostFigure Over(double amount, double measured, Interval? interval, string note) => new(
        amount / measured,
        interval is { } bounds ? amount / bounds.High : null,
        interval is { Low: > 0 and var low } ? amount / low : null,
        interval?.Confidence,
        note);
}
