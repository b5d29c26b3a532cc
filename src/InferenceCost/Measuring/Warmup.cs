using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Measuring;

/// <summary>Runs a workload until its time settles, since the first calls pay for caches, page faults and code generation.</summary>
public static class Warmup
{
    private const int FewestRounds = 3;
    private const int MostRounds = 12;

    /// <summary>Of calls that fill a block by themselves: what the first one pays for is a small part of the second.</summary>
    private const int MostRoundsOfLongCalls = 3;
    private const double Settled = 0.05;

    /// <summary>
    /// Warms up in rounds of a quarter of a block until two in a row differ by less than 5 %, at least three and at most twelve; of calls
    /// longer than a block, at least one after the first and at most three.
    /// </summary>
    /// <returns>The time of one call when warm, in nanoseconds.</returns>
    public static double Run(IWorkload workload, double blockNanoseconds, IClock clock)
    {
        var before = Block.Run(workload, 1, clock);
        var (fewest, most) = before >= blockNanoseconds ? (1, MostRoundsOfLongCalls) : (FewestRounds, MostRounds);
        for (var round = 1; ; round++)
        {
            var now = Block.Run(workload, Block.Calls(before, blockNanoseconds / 4), clock);
            if (round >= most || (round >= fewest && Math.Abs(now - before) <= Settled * before))
            {
                return Math.Min(now, before);
            }

            before = now;
        }
    }
}
