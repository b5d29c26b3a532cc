using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tasks.Inputs;

/// <summary>Brings items into the buffers of a workload that is bound.</summary>
internal static class NextItems
{
    /// <summary>Copies the values of some items into all input buffers, without allocating unless they are texts.</summary>
    /// <param name="inputs">Where the values come from.</param>
    /// <param name="workload">Whose buffers.</param>
    /// <param name="first">The first item, from 0.</param>
    /// <param name="count">How many items the workload is bound to.</param>
    public static void CopyTo(this IModelInputs inputs, BoundWorkload workload, int first, int count)
    {
        foreach (var name in workload.ReplaceableInputs)
        {
            inputs.Copy(first, count, name, workload.Input(name));
        }

        foreach (var name in workload.TextInputs)
        {
            workload.ReplaceTexts(name, inputs.Texts(first, count, name));
        }
    }
}
