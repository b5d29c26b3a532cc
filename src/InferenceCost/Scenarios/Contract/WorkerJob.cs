using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// What one child process is asked to measure: one line of JSON on its standard input. It carries everything, so that a child needs
/// neither the command line nor the family file.
/// </summary>
public abstract record WorkerJob
{
    /// <summary>The execution provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>How sessions are set up.</summary>
    public required SessionSettings Settings { get; init; }

    /// <summary>The provider.</summary>
    /// <exception cref="Foundation.InputException">It is not in this build.</exception>
    public ExecutionProvider FindProvider() => ProviderCatalog.Find(Provider, Settings.ProviderLibrary);

    /// <summary>Does the job, in the process that was started for it; a failure throws.</summary>
    /// <param name="clock">The clock that it is timed with.</param>
    public abstract WorkerResult Run(IClock clock);
}
