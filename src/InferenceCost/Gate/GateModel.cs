using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>One model whose cost is gated: what each side loads.</summary>
/// <param name="Name"><c>family/model</c>, or the names of the two files.</param>
/// <param name="Path">What the ids of its cases hold after the metric: <c>family/model/provider/batch/threads</c>.</param>
/// <param name="Provider">The execution provider.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="Base">What the base loads, with the settings of its session.</param>
/// <param name="Head">What the head loads.</param>
public sealed record GateModel(string Name, string Path, string Provider, int Batch, JobModel Base, JobModel Head);
