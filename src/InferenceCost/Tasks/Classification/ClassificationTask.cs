using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Classification;

/// <summary>
/// The answer is one of a number of classes: an output holds a row of scores for each item, the highest of which wins, or one number.
/// </summary>
/// <param name="kind">The word that stands for it in a family file.</param>
internal sealed class ClassificationTask(TaskKind kind) : ITaskKind
{
    /// <inheritdoc/>
    public TaskKind Kind => kind;

    /// <inheritdoc/>
    public void CheckOutput(string model, OnnxValue? output)
    {
        // Without a declared task answers are collected where they can be, and nothing is scored.
        if (kind == TaskKind.None)
        {
            return;
        }

        if (output is null)
        {
            throw new InputException(
                $"{model}: no output is known to hold answers, which labels could be compared with",
                "maps and sequences are not read: export the model with class scores as a tensor (skl2onnx: zipmap=False), name the output "
                + "as task.output in a family file (models new), or leave the labels out");
        }

        var isRead = output.Type is { } type && (ElementConversion.IsNumber(type) || output.Classes is not null);
        if (!isRead || output.RowShape is { Count: > 2 })
        {
            throw new InputException(
                $"{model}: output '{output.Name}' is {output}, and labels need one row of class scores, or one number, per item",
                "name another output with --answer NAME=MEANING, or as task.output in a family file (models new), of shape [items, "
                + "classes] or [items], or leave the labels out");
        }
    }

    /// <inheritdoc/>
    public ICollectedAnswers Collect(BoundWorkload one, ScoredOutput output, int items, string path)
    {
        if (output.Classes is not null && one.UnboundOutputs.Contains(output.Name))
        {
            return new ClassScores(output, items, columns: 1);
        }

        if (!one.OutputTypes.TryGetValue(output.Name, out var type) || !ElementConversion.IsNumber(type)
            || ClassRow.Columns(one.OutputShapes[output.Name], items: 1) is not { } columns)
        {
            throw new InputException(
                $"{path}: output '{output.Name}' is neither one row of class scores nor one number per item",
                "name another output with --answer NAME=MEANING, or in the family file: numbers of shape [items, classes] or [items]");
        }

        return new ClassScores(output, items, columns);
    }

    /// <inheritdoc/>
    public IOutputWatch? Watch(BoundWorkload workload, ScoredOutput output, int batch) =>
        workload.OutputTypes.TryGetValue(output.Name, out var type) && ElementConversion.IsNumber(type)
            ? new ClassWatch(workload, output, batch)
            : null;

    /// <inheritdoc/>
    public int CountChanged(OutputCheck check, Predictions recorded) =>
        check.Items.Zip(check.Classes).Count(pair => pair.First < recorded.Count && recorded.Predicted[pair.First] != pair.Second);
}
