using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Similarity;

/// <summary>
/// The answer is a vector. What is recorded is the cosine of each pair of items that the data names: it is held against the grades that
/// people gave the pairs, or puts the second items in order for the first ones, as documents for queries.
/// </summary>
internal sealed class SimilarityTask : ITaskKind
{
    /// <inheritdoc/>
    public TaskKind Kind => TaskKind.Similarity;

    /// <inheritdoc/>
    public void CheckOutput(string model, OnnxValue? output)
    {
        if (output is not null && (output.Type is not { } type || !ElementConversion.IsNumber(type)
            || output.Shape is not (null or [_, { Size: null or > 1 }])))
        {
            throw Refused(model, $"'{output.Name}' is {output}");
        }
    }

    /// <inheritdoc/>
    public ICollectedAnswers Collect(BoundWorkload one, ScoredOutput output, int items, string path) =>
        one.OutputTypes.TryGetValue(output.Name, out var type) && ElementConversion.IsNumber(type)
            && one.OutputShapes[output.Name] is [1, > 1 and var columns]
            ? new PairAnswers(output, items, (int)columns)
            : throw Refused(path, $"'{output.Name}' does not hold it");

    private static InputException Refused(string model, string what) => new(
        $"{model}: graded pairs need an output with one vector per item, shape [items, numbers], and {what}",
        "name another output with --answer NAME=embedding, or as task.output in a family file; put pooling over tokens into the graph");
}
