namespace InferenceCost.Statistics;

/// <summary>A two-sided interval and the confidence it has.</summary>
/// <param name="Low">Lower end, in the unit of the estimated quantity.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
/// <param name="Confidence">Two-sided confidence between 0 and 1: the one achieved, where it differs from the one asked for.</param>
public readonly record struct Interval(double Low, double High, double Confidence)
{
    /// <summary>Distance between the ends.</summary>
    public double Width => High - Low;

    /// <summary>Whether <paramref name="value"/> lies between the ends or on one of them.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
