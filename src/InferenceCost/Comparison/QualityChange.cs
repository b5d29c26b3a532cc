namespace InferenceCost.Comparison;

/// <summary>What changed in the score of one model on one provider.</summary>
public sealed record QualityChange
{
    /// <summary>A path like a case's: <c>accuracy/fashion-mnist/teacher/cpu</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How it is scored.</summary>
    public required string Metric { get; init; }

    /// <summary>The verdict.</summary>
    public required QualityVerdict Verdict { get; init; }

    /// <summary>Why there is no verdict, or what a reader should know of it; null where nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>The old score, 0 to 1.</summary>
    public required double Old { get; init; }

    /// <summary>The new score.</summary>
    public required double New { get; init; }

    /// <summary>How many items were scored in each run.</summary>
    public required int Items { get; init; }

    /// <summary>Lower end of the interval of new - old; null without one.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>The interval's confidence.</summary>
    public double? Confidence { get; init; }

    /// <summary>The change that does not matter, in the score's unit; null where nobody declared one.</summary>
    public double? Margin { get; init; }

    /// <summary>How the interval was made: <c>same answers</c>, <c>Tango score</c> (item by item; another of a
    /// metric that is no share of items), <c>Newcombe score</c> (the two scores alone).</summary>
    public string? Method { get; init; }

    /// <summary>Items that only the old run got right; null where the answers were not compared.</summary>
    public int? OnlyOldRight { get; init; }

    /// <summary>Items that only the new run got right.</summary>
    public int? OnlyNewRight { get; init; }
}
