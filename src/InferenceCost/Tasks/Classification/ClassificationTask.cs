using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tasks.Classification;

/// <summary>
/// The answer is one of a number of classes: an output holds one row of float scores for each item, and the highest one wins.
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
        if (kind == TaskKind.None || output is null)
        {
            return;
        }

        if (output.Type != TensorElementType.Float || output.Shape is { Count: not 2 })
        {
            throw new InputException(
                $"{model}: output '{output.Name}' is {output}, and labels need one row of float scores per item",
                "name another output as task.output in a family file (models new), of shape [items, classes] and type float32, or leave "
                + "the labels out");
        }
    }

    /// <inheritdoc/>
    public ICollectedAnswers Collect(BoundWorkload one, string output, int items, string path)
    {
        if (!one.OutputTypes.TryGetValue(output, out var type) || type != TensorElementType.Float
            || one.OutputShapes[output] is not [1, var classes])
        {
            throw new InputException(
                $"{path}: output '{output}' is not one row of float scores per item",
                "name another output in the family file; shape [items, classes], float32");
        }

        return new ClassScores(output, items, (int)classes);
    }

    /// <inheritdoc/>
    public IOutputWatch Watch(BoundWorkload workload, string output, int batch) => new ClassWatch(workload, output, batch);

    /// <inheritdoc/>
    public int CountChanged(OutputCheck check, Predictions recorded) =>
        check.Items.Zip(check.Classes).Count(pair => pair.First < recorded.Count && recorded.Predicted[pair.First] != pair.Second);
}
