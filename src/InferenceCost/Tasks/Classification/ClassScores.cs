using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Classification;

/// <summary>The numbers of every item that name its class: one a class, one of two classes, or the class itself.</summary>
/// <param name="output">The output that holds one row of them per item.</param>
/// <param name="items">How many items there are.</param>
/// <param name="columns">Numbers an item.</param>
internal sealed class ClassScores(ScoredOutput output, int items, int columns) : ICollectedAnswers
{
    private readonly float[] values = new float[items * columns];
    private readonly ClassNames names = new(output);
    private bool isWhole;

    /// <summary>Known once the answers were written; of a row the highest number wins whatever it means.</summary>
    private AnswerMeaning meaning = columns > 1 ? AnswerMeaning.Scores : AnswerMeaning.Class;

    /// <inheritdoc/>
    public void Take(BoundWorkload workload, int first, int count)
    {
        if (!workload.OutputTypes.TryGetValue(output.Name, out var type))
        {
            TakeNames(workload, first, count);
            return;
        }

        var bytes = workload.Output(output.Name);
        if (ClassRow.Columns(workload.OutputShapes[output.Name], count) != columns)
        {
            throw CollectedRows.NoRows(output.Name, workload.OutputShapes[output.Name], count, columns);
        }

        isWhole = ElementConversion.IsWhole(type);
        var taken = values.AsSpan(first * columns, count * columns);
        ElementConversion.ToSingles(type, bytes, taken);
        if (isWhole && columns == 1)
        {
            names.ToPlaces(taken);
        }
    }

    /// <summary>Classes by name lie where the runtime allocated them.</summary>
    private void TakeNames(BoundWorkload workload, int first, int count)
    {
        isWhole = true;
        workload.ReadOutputs((name, value) =>
        {
            if (name == output.Name)
            {
                var info = value.GetTensorTypeAndShape();
                if (info.ElementDataType != TensorElementType.String || ClassRow.Columns(info.Shape, count) != 1)
                {
                    throw CollectedRows.NoRows(output.Name, info.Shape, count, columns);
                }

                var texts = value.GetStringTensorAsArray();
                foreach (var (index, text) in texts.Index())
                {
                    values[first + index] = names.PlaceOf(text);
                }
            }
        });
    }

    /// <inheritdoc/>
    public ScoreDifference Against(ICollectedAnswers cpu)
    {
        var reference = ((ClassScores)cpu).values;
        return new ScoreDifference(
            OutputDifference.Compute(reference, values), ClassRow.CountOther(meaning, reference, values, columns));
    }

    /// <inheritdoc/>
    public AnswerReading Write(string path, string model, InputSource inputs)
    {
        string[] ids = [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))];
        var labels = inputs.ReadLabels();
        RequireFit(labels, columns > 1 ? columns : null, inputs);
        var (predictions, reading) = Classified.Read(model, output, isWhole, ids, labels, values, columns);
        RequireFit(labels, predictions.Classes, inputs);
        meaning = reading.Meaning;
        PredictionsCsv.Write(path, predictions);
        return reading;
    }

    private void RequireFit(int[]? labels, int? classes, InputSource inputs)
    {
        if (labels is not null
            && (labels.Length < items || labels.AsSpan(0, items).ContainsAnyExceptInRange(0, (classes ?? int.MaxValue) - 1)))
        {
            throw new InputException(
                $"{inputs.LabelsFile}: {labels.Length} labels up to {labels.Max()} do not fit {items} items"
                + (classes is { } known ? $" of {known} classes" : ""),
                "check that labels and outputs count the classes alike, from 0");
        }
    }
}
