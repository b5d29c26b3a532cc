namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// Which models an interleaved launch loads together: the teacher and all students where memory allows it, else the teacher and as many
/// students as fit, group by group. Every student is still interleaved with its teacher in one process.
/// </summary>
internal static class MemoryGroups
{
    /// <summary>A part of the memory stays free for the system and for what the estimate missed.</summary>
    private const double Usable = 0.7;

    /// <summary>The groups, teacher first in each; a pair that does not fit alone is still tried, and fails alone.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(PlanRequest request, IReadOnlyDictionary<string, ModelProbe> probes)
    {
        IReadOnlyList<string> shared = request.IsTeacherHere ? [request.Teacher] : [];
        var room = (Usable * request.MemoryBytes) - shared.Sum(model => probes[model].GrowthBytes);
        var groups = new List<List<string>>();
        var left = 0.0;
        foreach (var student in request.Students.Where(probes.ContainsKey))
        {
            var needed = probes[student].GrowthBytes;
            if (groups.Count == 0 || needed > left)
            {
                groups.Add([.. shared]);
                left = room;
            }

            groups[^1].Add(student);
            left -= needed;
        }

        return groups.Count == 0 ? [shared] : groups;
    }
}
