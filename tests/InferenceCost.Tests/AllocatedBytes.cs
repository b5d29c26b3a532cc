namespace InferenceCost.Tests;

/// <summary>What a piece of work allocates on its thread.</summary>
internal static class AllocatedBytes
{
    /// <summary>
    /// The least of five times, in bytes. Work that allocates does so each time. The just-in-time compiler, which replaces a loop while it
    /// runs, does so once, and so it looks where a collection that another test started takes away the rest of the thread's 8 kB of room.
    /// </summary>
    public static long Of(Action work)
    {
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
