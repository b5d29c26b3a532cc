using System.Text.Json.Serialization;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What a step does. Each step is one process.</summary>
public enum StepKind
{
    /// <summary>Loads a model, checks that it runs, and times one call at each batch: what the plan is made from.</summary>
    Probe,

    /// <summary>Measures what the machine can do at most; it runs no model.</summary>
    Limits,

    /// <summary>Scores a model on every item.</summary>
    Quality,

    /// <summary>One interleaved launch for latency.</summary>
    Latency,

    /// <summary>The same with inputs and outputs in the device's memory: what a call takes without the copies.</summary>
    Compute,

    /// <summary>One process that loads one model alone, for load time, first inference and memory.</summary>
    Cold,

    /// <summary>One interleaved launch for throughput.</summary>
    Throughput,

    /// <summary>One launch that measures energy.</summary>
    Energy,

    /// <summary>BenchmarkDotNet's tables.</summary>
    Tables,
}

/// <summary>One process of a plan.</summary>
public sealed record PlanStep
{
    /// <summary>What it does.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The family's id; for <see cref="StepKind.Limits"/>, which serve all families, the first one's.</summary>
    public required string Family { get; init; }

    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The models it runs, by id within the family, teacher first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Items per call; for <see cref="StepKind.Cold"/> the batch at which memory is read.</summary>
    public required int Batch { get; init; }

    /// <summary>Which launch of its kind, from 0.</summary>
    public int Launch { get; init; }

    /// <summary>Which part of a launch that was split by student because its models do not fit into memory together; null for a whole one.</summary>
    public int? Part { get; init; }

    /// <summary>Each model's own batch, where a throughput launch runs them at their best.</summary>
    public IReadOnlyDictionary<string, int>? OwnBatches { get; init; }

    /// <summary>Times forwards and backwards through the models.</summary>
    public int Palindromes { get; init; }

    /// <summary>False to load without ONNX Runtime's rearranged copies of weights, to learn what those weigh.</summary>
    public bool Prepacking { get; init; } = true;

    /// <summary>Whether it may be dropped where time is short.</summary>
    public bool Optional { get; init; }

    /// <summary>How long it should take.</summary>
    public double EstimatedSeconds { get; init; }

    /// <summary>Its name within the run: what the journal remembers it by.</summary>
    [JsonIgnore]
    public string Id
    {
        get
        {
            var kind = Kind.ToString().ToLowerInvariant();
            var models = Models.Count == 1 ? $"/{Models[0]}" : "";
            var variant = (Prepacking ? "" : "/no-prepacking") + (OwnBatches is null ? "" : "/own-batch") + (Part is { } part ? $"/part{part}" : "");
            return $"{kind}/{Family}{models}/{Provider}/b{Batch}{variant}/{Launch}";
        }
    }
}
