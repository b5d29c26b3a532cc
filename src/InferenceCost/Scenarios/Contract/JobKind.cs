namespace InferenceCost.Scenarios.Contract;

/// <summary>What a child process is asked and answers, by one word in JSON.</summary>
/// <param name="Id">The word.</param>
/// <param name="Job">A <see cref="WorkerJob"/>; null for an answer that comes from elsewhere.</param>
/// <param name="Result">A <see cref="WorkerResult"/>.</param>
public sealed record JobKind(string Id, Type? Job, Type Result)
{
    /// <summary>The answer that every job may get.</summary>
    public static JobKind Failed { get; } = new("failed", null, typeof(FailedResult));
}
