using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Tasks.Contract;

/// <summary>
/// Gives a workload other items before every block, so that nobody can gain by remembering an input, and lets its task look at what came
/// out after it. Both happen outside the clock.
/// </summary>
/// <param name="model">The model's id.</param>
/// <param name="workload">What is timed.</param>
/// <param name="inputs">Its inputs.</param>
/// <param name="batch">Items a call.</param>
/// <param name="watch">Who looks at the answers; null where nobody does.</param>
internal sealed class ItemRotation(string model, BoundWorkload workload, IModelInputs inputs, int batch, IOutputWatch? watch = null)
{
    private int first;

    /// <summary>Brings the next items into the input buffers.</summary>
    public void Next()
    {
        if (inputs.Items == 0)
        {
            return;
        }

        first = (first + batch) % inputs.Items;
        inputs.CopyTo(workload, first, batch);
    }

    /// <summary>Notes the answer to the first item, where somebody looks at answers.</summary>
    public void Look() => watch?.Look(first);

    /// <summary>What was noted.</summary>
    public OutputCheck ToCheck() => watch?.ToCheck(model) ?? new OutputCheck(model, [], [], 0);
}
