using System.Globalization;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>
/// The limits that a container or a service sets, from version 1 and version 2 control groups, also mixed. A limit of a parent group holds
/// for its children: every group from this process's own up to the mount counts, and the smallest wins.
/// </summary>
/// <param name="files">The system's files.</param>
internal sealed class ControlGroups(SystemFiles files)
{
    /// <summary>The processor quota in cores; null where there is none.</summary>
    public double? CpuQuota() => Smallest(
        Groups("cpu").Select(group => Quota(files.Line(group + "/cpu.cfs_quota_us"), files.Line(group + "/cpu.cfs_period_us")))
            .Concat(Groups("")
                .Select(group => files.Line(group + "/cpu.max")?.Split(' ') is [var quota, var period] ? Quota(quota, period) : null)));

    /// <summary>The memory limit in bytes; null where there is none.</summary>
    public long? MemoryLimit() => MemoryGroups().Min(group => group.Limit);

    /// <summary>
    /// What the limited groups leave to be used, in bytes: limit less use, page cache that can be dropped not counted; null without a
    /// limit.
    /// </summary>
    public long? MemoryLeft() => MemoryGroups().Min(group => group.Limit - Math.Max(0, group.Used - group.Droppable));

    private IEnumerable<(long Limit, long Used, long Droppable)> Limited(
        string controller, string limitFile, string usedFile, string droppableField)
    {
        foreach (var group in Groups(controller))
        {
            // Version 1 says "no limit" with a number near 2^63, version 2 with "max".
            if (Number(files.Line($"{group}/{limitFile}")) is { } limit and > 0 and < 1L << 60)
            {
                var stat = files.Text($"{group}/memory.stat")
                    ?.Split('\n')
                    .FirstOrDefault(line => line.StartsWith(droppableField + " ", StringComparison.Ordinal));
                yield return (limit, Number(files.Line($"{group}/{usedFile}")) ?? 0, Number(stat?[droppableField.Length..].Trim()) ?? 0);
            }
        }
    }

    private List<(long? Limit, long Used, long Droppable)> MemoryGroups() =>
    [
        .. Limited("memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            .Concat(Limited("", "memory.max", "memory.current", "inactive_file"))
            .Select(group => ((long?)group.Limit, group.Used, group.Droppable)),
    ];

    /// <summary>
    /// The folders of this process's group and its parents for a version 1 controller, or for version 2 if the controller is empty.
    /// </summary>
    private IEnumerable<string> Groups(string controller)
    {
        if (PathOf(controller) is not { } path || MountOf(controller) is not var (mountRoot, mountPoint))
        {
            yield break;
        }

        // In a container the mount often shows a subtree only: the path counts from the host's root, the mount from mountRoot.
        var below = mountRoot == "/"
            ? path : path == mountRoot ? "" : path.StartsWith(mountRoot + "/", StringComparison.Ordinal) ? path[mountRoot.Length..] : "";
        for (below = below.TrimEnd('/'); below.Length > 0; below = below[..below.LastIndexOf('/')])
        {
            yield return mountPoint + below;
        }

        yield return mountPoint;
    }

    /// <summary>From <c>/proc/self/cgroup</c>: <c>4:cpu,cpuacct:/docker/1f</c>, or <c>0::/user.slice</c> for version 2.</summary>
    private string? PathOf(string controller) =>
        (files.Text("proc/self/cgroup") ?? "").Split('\n')
            .Select(line => line.Split(':', 3))
            .FirstOrDefault(parts => parts.Length == 3 && parts[2].StartsWith('/') && parts[1].Split(',').Contains(controller))?[2];

    /// <summary>From <c>/proc/self/mountinfo</c>: <c>id parent device ROOT POINT options [tags] - TYPE source SUPER-OPTIONS</c>.</summary>
    private (string Root, string Point)? MountOf(string controller)
    {
        foreach (var line in (files.Text("proc/self/mountinfo") ?? "").Split('\n'))
        {
            if (line.Split(" - ", 2) is not [var mount, var system]
                || mount.Split(' ') is not [_, _, _, var root, var point, ..]
                || system.Split(' ') is not [var type, _, var options])
            {
                continue;
            }

            if (controller.Length == 0 ? type == "cgroup2" : type == "cgroup" && options.Split(',').Contains(controller))
            {
                return (root, point);
            }
        }

        return null;
    }

    private static double? Quota(string? quota, string? period) =>
        Number(quota) is { } microseconds and > 0 && Number(period) is { } each and > 0 ? (double)microseconds / each : null;

    private static double? Smallest(IEnumerable<double?> limits) => limits.Min();

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
