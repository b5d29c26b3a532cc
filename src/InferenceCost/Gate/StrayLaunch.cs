using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Gate;

/// <summary>A launch that does not count, and was made again.</summary>
/// <param name="Confirming">Whether it was one of those that confirm a first verdict.</param>
/// <param name="Number">Its number within its series, which the fresh one has too.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Launch">What it measured.</param>
public sealed record SetAsideLaunch(bool Confirming, int Number, string Reason, GateLaunch Launch);

/// <summary>The rule of <see cref="Disturbance"/> for a launch of the gate.</summary>
internal static class StrayLaunch
{
    /// <summary>Why it does not count; null where it does.</summary>
    public static string? Reason(GateModel subject, GateLaunch launch)
    {
        // As in an interleaved latency launch, which tells nothing else.
        var isTold = subject.Provider == ProviderIds.Cpu && subject.Base.Settings!.Threads == 1 && subject.Head.Settings!.Threads == 1;
        return Disturbance.Reason(
        [
            new LaunchSide("the base", isTold ? launch.BaseBusyShare : null, [1]),
            new LaunchSide("the head", isTold ? launch.HeadBusyShare : null, launch.Canary),
        ]);
    }
}
