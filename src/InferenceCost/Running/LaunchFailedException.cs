using InferenceCost.Measurement;

namespace InferenceCost.Running;

/// <summary>One side of a comparison could not be measured in a launch.</summary>
/// <param name="side"><c>base</c> or <c>head</c>.</param>
/// <param name="failure">What happened.</param>
public sealed class LaunchFailedException(string side, FailedResult failure) : Exception($"{side}: {failure.Message}")
{
    /// <summary>What happened, and what to do about it.</summary>
    public FailedResult Failure { get; } = failure;
}
