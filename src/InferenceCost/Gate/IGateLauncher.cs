using InferenceCost.Gate.Interleaving;

namespace InferenceCost.Gate;

/// <summary>Makes launches. The real ones start processes; tests have one that answers at once.</summary>
public interface IGateLauncher
{
    /// <summary>One launch of both sides, interleaved.</summary>
    /// <param name="subject">What is loaded.</param>
    /// <param name="launch">Its number: the side that goes first alternates.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="LaunchFailedException">One side could not be measured.</exception>
    Task<GateLaunch> Launch(GateModel subject, int launch, CancellationToken cancellation);
}
