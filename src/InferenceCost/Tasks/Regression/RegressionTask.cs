using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Regression;

/// <summary>The answer is a number: a quantity in a unit, or by how much an item suits a query.</summary>
internal sealed class RegressionTask : ITaskKind
{
    /// <inheritdoc/>
    public TaskKind Kind => TaskKind.Regression;

    /// <inheritdoc/>
    public void CheckOutput(string model, OnnxValue? output)
    {
        if (output is not null && (output.Type is not { } type || !ElementConversion.IsNumber(type)
            || output.RowShape is not (null or [_] or [_, { Size: null or 1 }])))
        {
            throw Refused(model, $"'{output.Name}' is {output}");
        }
    }

    /// <inheritdoc/>
    public ICollectedAnswers Collect(BoundWorkload one, ScoredOutput output, int items, string path) =>
        one.OutputTypes.TryGetValue(output.Name, out var type) && ElementConversion.IsNumber(type)
            && Array.TrueForAll(one.OutputShapes[output.Name], size => size == 1)
            ? new NumberAnswers(output, items)
            : throw Refused(path, $"'{output.Name}' does not hold it");

    private static InputException Refused(string model, string what) => new(
        $"{model}: numbers as labels need an output with one number per item, and {what}",
        "name another output with --answer NAME=regression, or as task.output in a family file");
}
