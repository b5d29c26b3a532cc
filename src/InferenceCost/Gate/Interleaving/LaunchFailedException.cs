using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Interleaving;

/// <summary>One side of a comparison could not be measured in a launch.</summary>
/// <param name="side"><c>base</c> or <c>head</c>.</param>
/// <param name="failure">What happened.</param>
public sealed class LaunchFailedException(string side, FailedResult failure) : Exception($"{side}: {failure.Message}")
{
    /// <summary>What happened, and what to do about it.</summary>
    public FailedResult Failure { get; } = failure;
}

/// <summary>A side ended, or answered otherwise, before its first block.</summary>
/// <param name="what">What happened.</param>
/// <param name="fix">What to do about it.</param>
public sealed class CannotInterleaveException(string what, string fix) : Exception(what)
{
    /// <summary>What to do about it.</summary>
    public string Fix { get; } = fix;
}
