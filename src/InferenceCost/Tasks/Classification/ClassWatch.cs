using System.Runtime.InteropServices;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tasks.Classification;

/// <summary>Notes the class of the first item of a call.</summary>
/// <param name="workload">What is timed.</param>
/// <param name="output">The output that holds one row of class scores per item.</param>
/// <param name="batch">Items a call.</param>
internal sealed class ClassWatch(BoundWorkload workload, string output, int batch) : IOutputWatch
{
    private readonly List<int> items = [];
    private readonly List<int> classes = [];
    private int notFinite;

    /// <inheritdoc/>
    public void Look(int item)
    {
        var row = MemoryMarshal.Cast<byte, float>(workload.Output(output));
        row = row[..(row.Length / batch)];
        var best = 0;
        for (var i = 0; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
            notFinite += float.IsFinite(row[i]) ? 0 : 1;
        }

        items.Add(item);
        classes.Add(best);
    }

    /// <inheritdoc/>
    public OutputCheck ToCheck(string model) => new(model, [.. items], [.. classes], notFinite);
}
