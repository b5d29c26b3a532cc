using InferenceCost.Invocation;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>A <c>run</c> command line, understood.</summary>
internal sealed record RunOptions
{
    public required RunOrder Order { get; init; }

    public bool DryRun { get; init; }

    public IReadOnlyList<string> FailOn { get; init; } = [];

    public bool Json { get; init; }
}
