using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tasks.Contract;

/// <summary>
/// A kind of task: what an answer is and where in a model's outputs it stands, what is recorded of it, and how answers are looked at while
/// a model is timed. One folder for each, found through <c>TaskKindCatalog</c>.
/// </summary>
internal interface ITaskKind
{
    /// <summary>Its word in a family file.</summary>
    TaskKind Kind { get; }

    /// <summary>Refuses an output that cannot hold answers, as far as a model's file tells; before anything is measured.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="output">The output that the family names; null where the model has none of that name.</param>
    /// <exception cref="InputException">It cannot.</exception>
    void CheckOutput(string model, OnnxValue? output);

    /// <summary>Makes room for the answers of a model to a number of items.</summary>
    /// <param name="one">The model, bound to a single item: shapes and types of its outputs.</param>
    /// <param name="output">The output that the family names.</param>
    /// <param name="items">How many items there will be.</param>
    /// <param name="path">The model's file, for messages.</param>
    /// <exception cref="InputException">The output holds no such answers.</exception>
    ICollectedAnswers Collect(BoundWorkload one, ScoredOutput output, int items, string path);

    /// <summary>Looks at a model's answers while it is timed.</summary>
    /// <param name="workload">What is timed.</param>
    /// <param name="output">The output that the family names.</param>
    /// <param name="batch">Items a call.</param>
    /// <returns>Null where the output lies nowhere that can be looked at without allocating.</returns>
    IOutputWatch? Watch(BoundWorkload workload, ScoredOutput output, int batch) => null;

    /// <summary>How many answers that were looked at while timing are not those that were recorded.</summary>
    /// <param name="check">What was looked at.</param>
    /// <param name="recorded">What was recorded, items in the order of the data.</param>
    int CountChanged(OutputCheck check, Predictions recorded) => 0;
}
