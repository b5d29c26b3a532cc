using System.Text.Json.Serialization;

namespace InferenceCost.Gate;

/// <summary>What one launch measured of both sides: the unit of replication.</summary>
/// <param name="Base">Mean time of a call in each block of the base, in nanoseconds.</param>
/// <param name="Head">The same of the head, pair by pair.</param>
/// <param name="Canary">The canary's time around the head's block over that around the base's, pair by pair.</param>
/// <param name="BasePeakBytes">Peak memory of a process that loads and runs the base.</param>
/// <param name="HeadPeakBytes">The same of the head.</param>
public sealed record GateLaunch(double[] Base, double[] Head, double[] Canary, long BasePeakBytes, long HeadPeakBytes)
{
    /// <summary>
    /// The processor time of the thread that ran the base's blocks, over the time that they took: 1 where nobody held it up; null where the
    /// system does not say, and in records of older versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? BaseBusyShare { get; init; }

    /// <summary>The same of the head.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HeadBusyShare { get; init; }
}
