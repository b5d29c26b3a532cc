namespace InferenceCost.Records;

/// <summary>The units in which figures are stored: SI without prefixes, but for nanoseconds.</summary>
public static class Unit
{
    /// <summary>A time.</summary>
    public const string Nanoseconds = "ns";

    /// <summary>A size.</summary>
    public const string Bytes = "bytes";

    /// <summary>A rate.</summary>
    public const string ItemsPerSecond = "items/s";

    /// <summary>An energy.</summary>
    public const string Joules = "J";

    /// <summary>A ratio: so many times.</summary>
    public const string Times = "x";
}
