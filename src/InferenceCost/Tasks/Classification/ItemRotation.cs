using System.Runtime.InteropServices;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Classification;

/// <summary>
/// Gives a workload other items before every block, so that nobody can gain by remembering an input, and looks at what came out after
/// it. Both happen outside the clock.
/// </summary>
internal sealed class ItemRotation(string model, string? scoredOutput, BoundWorkload workload, IModelInputs inputs, int batch)
{
    private readonly List<int> items = [];
    private readonly List<int> classes = [];
    private readonly IReadOnlyList<string> names = [.. inputs.Batch(0, batch).Select(tensor => tensor.Name)];
    private int first;
    private int notFinite;

    /// <summary>Brings the next items into the input buffers.</summary>
    public void Next()
    {
        if (inputs.Items == 0)
        {
            return;
        }

        first = (first + batch) % inputs.Items;
        foreach (var name in names)
        {
            inputs.Copy(first, batch, name, workload.Input(name));
        }
    }

    /// <summary>Notes the class of the first item, where the model gives classes.</summary>
    public void Look()
    {
        if (scoredOutput is not { } output)
        {
            return;
        }

        var row = MemoryMarshal.Cast<byte, float>(workload.Output(output))[..^0];
        row = row[..(row.Length / batch)];
        var best = 0;
        for (var i = 0; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
            notFinite += float.IsFinite(row[i]) ? 0 : 1;
        }

        items.Add(first);
        classes.Add(best);
    }

    /// <summary>What was seen.</summary>
    public OutputCheck ToCheck() => new(model, [.. items], [.. classes], notFinite);
}
