using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>Memory that this process could still use: what a plan looks at before it loads a large model.</summary>
public static class AvailableMemory
{
    /// <summary>
    /// Bytes that can be used without swapping. Linux: <c>MemAvailable</c>, or less where a container's limit leaves less.
    /// Elsewhere: what the garbage collector was told the machine has, less what is in use.
    /// </summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static long Bytes(string root = "/")
    {
        var files = new SystemFiles(root);
        var free = KernelFields.Bytes(files.Text("proc/meminfo"), "MemAvailable") ?? FromCollector();
        return Math.Max(0, Math.Min(free, new ControlGroups(files).MemoryLeft() ?? long.MaxValue));
    }

    private static long FromCollector()
    {
        if (GC.GetGCMemoryInfo().Index == 0)
        {
            GC.Collect(0); // the load is known as of the last collection, and there was none
        }

        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes;
    }
}
