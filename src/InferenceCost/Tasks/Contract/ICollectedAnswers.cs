using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Contract;

/// <summary>Answers of one model to the items of a task, as they come out of it.</summary>
internal interface ICollectedAnswers
{
    /// <summary>
    /// Takes the answers of the call that has just ended. Several callers may do so at the same time, for different items.
    /// </summary>
    /// <param name="workload">What was called.</param>
    /// <param name="first">The first item of the call, by its place in the data.</param>
    /// <param name="count">How many items the call had.</param>
    /// <exception cref="InputException">The output does not hold as many answers.</exception>
    void Take(BoundWorkload workload, int first, int count);

    /// <summary>How far these answers are from those of the same model on the CPU, collected likewise.</summary>
    ScoreDifference Against(ICollectedAnswers cpu);

    /// <summary>Writes them into a file of predictions, which <c>RecordedPredictions</c> reads.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's id, for messages.</param>
    /// <param name="inputs">Where the labels come from.</param>
    /// <exception cref="InputException">
    /// An answer is no number, it can be read in two ways, or the labels do not fit the answers.
    /// </exception>
    /// <returns>What the numbers were taken for.</returns>
    AnswerReading Write(string path, string model, InputSource inputs);
}
