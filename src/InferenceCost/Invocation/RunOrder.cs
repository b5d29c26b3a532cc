using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Invocation;

/// <summary>A run as it was asked for: a new one, or one to go on with.</summary>
public sealed record RunOrder
{
    /// <summary>What to measure; a run that is resumed goes on as it was begun.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>The folder for the results; null for <c>results/runs/ID</c> below the current folder.</summary>
    public string? Output { get; init; }

    /// <summary>The folder of an interrupted run; null for a new one.</summary>
    public string? Resume { get; init; }

    /// <summary>The command line, for the record.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
