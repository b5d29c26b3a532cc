using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>What a worker reads from its standard input.</summary>
/// <param name="Answer">The file it leaves its answer in.</param>
/// <param name="Job">What to measure.</param>
/// <param name="StartedBeside">
/// How many workers were started at the same time, where this one says when it is ready and waits for the word to begin; null where it
/// begins at once, as those of older versions do.
/// </param>
public sealed record WorkerOrder(string Answer, WorkerJob Job, int? StartedBeside = null)
{
    /// <summary>What a worker prints when it is ready.</summary>
    public const string Ready = "ready to begin";

    /// <summary>What it then reads.</summary>
    public const string Begin = "begin";
}
