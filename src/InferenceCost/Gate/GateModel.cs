using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>One model whose cost is gated: what each side loads.</summary>
/// <param name="Name"><c>family/model</c>, or the names of the two files.</param>
/// <param name="Case">The id of its cases, which the metric completes.</param>
/// <param name="Provider">The execution provider.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="Base">What the base loads, with the settings of its session.</param>
/// <param name="Head">What the head loads.</param>
public sealed record GateModel(string Name, CaseId Case, string Provider, int Batch, JobModel Base, JobModel Head)
{
    /// <summary>By what the answers of both sides are judged.</summary>
    public AnswerTerms Terms { get; init; } = new();

    /// <summary>Its own id among the subjects of a gate.</summary>
    public string Id => IdOf(Metric.Latency);

    /// <summary>The shapes of a call, by input; empty where they are not known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>The same of the head where those are others; null where both have the same.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>>? HeadShapes { get; init; }

    /// <summary>The id of one of its cases.</summary>
    public string IdOf(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return (Case with { Metric = metric.Id }).ToString();
    }
}
