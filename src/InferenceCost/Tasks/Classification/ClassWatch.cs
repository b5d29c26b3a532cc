using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Classification;

/// <summary>
/// Notes the class of the first item of a call. Of a single number an item only whether it is finite: which side of its threshold it lies
/// on is known once all answers are.
/// </summary>
/// <param name="workload">What is timed.</param>
/// <param name="scored">The output that holds one row of class scores per item.</param>
/// <param name="batch">Items a call.</param>
internal sealed class ClassWatch(BoundWorkload workload, ScoredOutput scored, int batch) : IOutputWatch
{
    private readonly string output = scored.Name;
    private readonly ClassNames names = new(scored);
    private readonly List<int> items = [];
    private readonly List<int> classes = [];
    private readonly float[] values = new float[workload.Output(scored.Name).Length / batch];
    private int[]? order;
    private int notFinite;

    /// <inheritdoc/>
    public void Look(int item)
    {
        // An output whose size depends on the values is no row of scores, and may have been left to the runtime since.
        if (!workload.OutputTypes.TryGetValue(output, out var type))
        {
            return;
        }

        var bytes = workload.Output(output);
        bytes = bytes[..(bytes.Length / batch)];
        var row = values.AsSpan(0, bytes.Length / ElementConversion.BytesOf(type));
        ElementConversion.ToSingles(type, bytes, row);
        var best = 0;
        for (var i = 0; i < row.Length; i++)
        {
            best = row[i] > row[best] ? i : best;
            notFinite += float.IsFinite(row[i]) ? 0 : 1;
        }

        if (row.Length > 1 && (order ??= names.Order(row.Length)) is { } places)
        {
            items.Add(item);
            classes.Add(places[best]);
        }
    }

    /// <inheritdoc/>
    public OutputCheck ToCheck(string model) => new(model, [.. items], [.. classes], notFinite);
}
