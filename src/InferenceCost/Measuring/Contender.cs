using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Measuring;

/// <summary>A model in a comparison.</summary>
/// <param name="Id">The model's id.</param>
/// <param name="Workload">What is timed.</param>
/// <param name="BeforeBlock">Brings the next items into the input buffers; runs outside the clock.</param>
/// <param name="AfterBlock">Looks at the output of the last call; runs outside the clock.</param>
public sealed record Contender(string Id, IWorkload Workload, Action? BeforeBlock = null, Action? AfterBlock = null);
