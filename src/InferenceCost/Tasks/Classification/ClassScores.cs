using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Classification;

/// <summary>The scores of every class for every item.</summary>
/// <param name="output">The output that holds one row of them per item.</param>
/// <param name="items">How many items there are.</param>
/// <param name="classes">How many classes.</param>
internal sealed class ClassScores(string output, int items, int classes) : ICollectedAnswers
{
    private readonly float[] logits = new float[items * classes];

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first) =>
        MemoryMarshal.Cast<byte, float>(workload.Output(output)).CopyTo(logits.AsSpan(first * classes));

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu)
    {
        var reference = (ClassScores)cpu;
        return new ScoreDifference(
            OutputDifference.Compute(reference.logits, logits),
            Enumerable.Range(0, items).Count(item => Best(item) != reference.Best(item)));
    }

    /// <inheritdoc/>
    public void Write(string path, string model, InputSource inputs)
    {
        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        var classified = Classified.FromLogits(model, ids, Labels(inputs), logits, classes);
        if (classified.Refusal is { } refusal)
        {
            throw new InputException(refusal.Message, refusal.Fix);
        }

        PredictionsCsv.Write(path, classified.Predictions!);
    }

    private int Best(int item) => TensorPrimitives.IndexOfMax(logits.AsSpan(item * classes, classes));

    private int[]? Labels(InputSource inputs)
    {
        var labels = inputs.ReadLabels();
        if (labels is not null && (labels.Length < items || labels.AsSpan(0, items).ContainsAnyExceptInRange(0, classes - 1)))
        {
            throw new InputException(
                $"{inputs.LabelsFile}: {labels.Length} labels up to {labels.Max()} do not fit {items} items of {classes} classes",
                "check that labels and outputs count the classes alike, from 0");
        }

        return labels?[..items];
    }
}
