namespace InferenceCost.Comparison.History;

/// <summary>One case on one machine over time.</summary>
public sealed record Trend
{
    /// <summary>The case's id.</summary>
    public required string Id { get; init; }

    /// <summary>The machine and the software on it: values of another fingerprint are another trend.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The shapes of one item that the latest value was measured at; null where they are not known.</summary>
    public string? Shapes { get; init; }

    /// <summary>The unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Whether less is cheaper.</summary>
    public required bool LessIsCheaper { get; init; }

    /// <summary>The values in the order of time.</summary>
    public required IReadOnlyList<TrendPoint> Points { get; init; }

    /// <summary>How many runs have the case in another version: other file, other shapes or other way of measuring.</summary>
    public required int OtherVersions { get; init; }

    /// <summary>Where the values began to be others.</summary>
    public required IReadOnlyList<ChangePoint> ChangePoints { get; init; }

    /// <summary>The median of the ten values before the latest; null with fewer than three, since one or two are no reference.</summary>
    public double? Reference => Points.Count == 0 ? null : Baseline.Before(Points, Points.Count - 1);

    /// <summary>The latest cost over the reference's, above 1 where it costs more; null without a reference.</summary>
    public double? Change =>
        Reference is { } reference ? LessIsCheaper ? Points[^1].Value / reference : reference / Points[^1].Value : null;
}

/// <summary>One value of a trend.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="StartedUtc">When it began.</param>
/// <param name="Commit">The commit of the program that measured, if known.</param>
/// <param name="Value">The median that the run's report shows.</param>
public sealed record TrendPoint(string Run, string StartedUtc, string? Commit, double Value);

/// <summary>Where a trend's values began to be others.</summary>
/// <param name="Index">The first point of the new level, from 0.</param>
/// <param name="Run">That point's run.</param>
/// <param name="Before">The median of the level before.</param>
/// <param name="After">The median of the level that begins.</param>
public sealed record ChangePoint(int Index, string Run, double Before, double After);
