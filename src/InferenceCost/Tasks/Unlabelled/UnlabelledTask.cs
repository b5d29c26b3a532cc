using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Unlabelled;

/// <summary>
/// Nothing says which answers are right. What models give is kept all the same where data and an output are known, so that it can be told
/// how far two of them agree, by what fits the output.
/// </summary>
internal sealed class UnlabelledTask : ITaskKind
{
    /// <summary>128 MB of numbers: of larger outputs the first items tell enough.</summary>
    private const long MostNumbers = 32_000_000;

    private readonly ClassificationTask classes = new(TaskKind.None);

    /// <inheritdoc/>
    public TaskKind Kind => TaskKind.None;

    /// <inheritdoc/>
    public void CheckOutput(string model, OnnxValue? output)
    {
    }

    /// <inheritdoc/>
    public ICollectedAnswers Collect(BoundWorkload one, ScoredOutput output, int items, string path)
    {
        if (!one.OutputTypes.TryGetValue(output.Name, out var type))
        {
            return classes.Collect(one, output, items, path);
        }

        return ElementConversion.IsNumber(type) && CollectedRows.ColumnsOf(one.OutputShapes[output.Name]) is { } columns
            && columns is > 0 and <= MostNumbers
            ? new UnlabelledAnswers(output, (int)Math.Min(items, MostNumbers / columns), (int)columns)
            : throw new InputException(
                $"{path}: output '{output.Name}' does not hold numbers item by item", "name another output with --answer NAME=MEANING");
    }

    /// <inheritdoc/>
    public IOutputWatch? Watch(BoundWorkload workload, ScoredOutput output, int batch) =>
        workload.OutputShapes.TryGetValue(output.Name, out var shape) && shape.Length <= 2 ? classes.Watch(workload, output, batch) : null;

    /// <inheritdoc/>
    public int CountChanged(OutputCheck check, Predictions recorded) => recorded.HasAnswers ? classes.CountChanged(check, recorded) : 0;
}
