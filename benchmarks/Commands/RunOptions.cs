using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>A <c>run</c> command line, understood.</summary>
internal sealed record RunOptions
{
    public required RunRequest Request { get; init; }

    public bool DryRun { get; init; }

    public string? Output { get; init; }

    public string? Resume { get; init; }

    public IReadOnlyList<string> FailOn { get; init; } = [];

    public bool Json { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];
}
