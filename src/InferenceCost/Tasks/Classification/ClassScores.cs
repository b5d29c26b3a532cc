using System.Globalization;
using System.Numerics.Tensors;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tasks.Meaning;

namespace InferenceCost.Tasks.Classification;

/// <summary>The numbers of every item that name its class: one a class, one of two classes, or the class itself.</summary>
/// <param name="output">The output that holds one row of them per item.</param>
/// <param name="items">How many items there are.</param>
/// <param name="columns">Numbers an item.</param>
internal sealed class ClassScores(ScoredOutput output, int items, int columns) : ICollectedAnswers
{
    private readonly float[] values = new float[items * columns];
    private bool isWhole;

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first)
    {
        if (!workload.OutputTypes.TryGetValue(output.Name, out var type))
        {
            TakeNames(workload, first);
            return;
        }

        var bytes = workload.Output(output.Name);
        isWhole = ElementConversion.IsWhole(type);
        ElementConversion.ToSingles(type, bytes, values.AsSpan(first * columns, bytes.Length / ElementConversion.BytesOf(type)));
    }

    /// <summary>Classes by name lie where the runtime allocated them.</summary>
    private void TakeNames(BoundWorkload workload, int first)
    {
        isWhole = true;
        workload.ReadOutputs((name, value) =>
        {
            if (name == output.Name)
            {
                foreach (var (index, text) in value.GetStringTensorAsArray().Index())
                {
                    values[first + index] = ClassNames.PlaceOf(text, output);
                }
            }
        });
    }

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu)
    {
        var reference = (ClassScores)cpu;
        return new ScoreDifference(
            OutputDifference.Compute(reference.values, values),
            Enumerable.Range(0, items).Count(item => Best(item) != reference.Best(item)));
    }

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        RequireNumbers(model, ids);
        var labels = inputs.ReadLabels();
        var reading = AnswerMeanings.Decide(
            model, output, isWhole, RowStatistics.Of(values, columns),
            labels is null ? null : labels.Length > 0 && !labels.AsSpan().ContainsAnyExceptInRange(0, 1));
        if (!ClassRow.AreClasses(reading.Meaning))
        {
            throw new InputException(
                $"{model}: output '{output.Name}' holds {EnumWord.Of(reading.Meaning)} ({reading.Evidence}), which names no class",
                $"where it names classes, say how: --answer {output.Name}=scores, for instance");
        }

        if (ClassNames.AreNotCountedFrom0(output) && columns > 1)
        {
            throw new InputException(
                $"{model}: output '{output.Name}' gives scores of the classes {string.Join(", ", output.Classes!.Take(5))}, which are not "
                + "numbered from 0 in this order",
                "give labels by their place in this order, from 0, and export the classes so");
        }

        var classes = ClassRow.Classes(reading.Meaning, columns) is > 0 and var stated ? stated : columns > 1 ? columns : int.MaxValue;
        var classified = Classified.From(model, ids, Fitting(labels, classes, inputs), values, columns, reading.Meaning);
        if (classified.Refusal is { } refusal)
        {
            throw new InputException(refusal.Message, refusal.Fix);
        }

        PredictionsCsv.Write(path, classified.Predictions!);
        return reading;
    }

    private void RequireNumbers(string model, string[] ids)
    {
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value) && !float.IsNegativeInfinity(value));
        if (wrong >= 0)
        {
            var refusal = Classified.NotFinite(model, ids[wrong / columns]);
            throw new InputException(refusal.Message, refusal.Fix);
        }
    }

    /// <summary>A single number is its own answer on any provider: which side of a half it lies on is not known here.</summary>
    private int Best(int item) => columns == 1
        ? (int)values[item]
        : TensorPrimitives.IndexOfMax(values.AsSpan(item * columns, columns));

    private int[]? Fitting(int[]? labels, int classes, InputSource inputs)
    {
        if (labels is not null && (labels.Length < items || labels.AsSpan(0, items).ContainsAnyExceptInRange(0, classes - 1)))
        {
            throw new InputException(
                $"{inputs.LabelsFile}: {labels.Length} labels up to {labels.Max()} do not fit {items} items of {classes} classes",
                "check that labels and outputs count the classes alike, from 0");
        }

        return labels?[..items];
    }
}
