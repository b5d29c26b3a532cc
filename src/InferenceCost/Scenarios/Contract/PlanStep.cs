using System.Text.Json.Serialization;

namespace InferenceCost.Scenarios.Contract;

/// <summary>One process of a plan.</summary>
public sealed record PlanStep
{
    /// <summary>The scenario that comes before a plan can be made: it tells whether a model runs, and how long a call takes.</summary>
    public const string Probe = "probe";

    /// <summary>What it does: a scenario's id.</summary>
    [JsonPropertyName("kind")]
    public required string Scenario { get; init; }

    /// <summary>The family's id; the first one's where a step serves all families.</summary>
    public required string Family { get; init; }

    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The models it runs, by id within the family, teacher first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Items per call; for a cold start the batch at which memory is read.</summary>
    public required int Batch { get; init; }

    /// <summary>
    /// The common batch of throughput and memory in the plan that the step belongs to; null for a probe, which comes before the plan, and
    /// in plans of older versions.
    /// </summary>
    public int? CommonBatch { get; init; }

    /// <summary>
    /// For scoring: the batch of the latency that claims use, where it is another one and models run at it; null where not, and in plans
    /// of older versions.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LatencyBatch { get; init; }

    /// <summary>Which launch of its kind, from 0.</summary>
    public int Launch { get; init; }

    /// <summary>
    /// Which part of a launch that was split by student because its models do not fit into memory together; null for a whole one.
    /// </summary>
    public int? Part { get; init; }

    /// <summary>Each model's own batch, where a throughput launch runs them at their best.</summary>
    public IReadOnlyDictionary<string, int>? OwnBatches { get; init; }

    /// <summary>The sizes and threads it measures at; null for those that claims use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Variant? Variant { get; init; }

    /// <summary>The same in words, after a comma; empty for those that claims use.</summary>
    [JsonIgnore]
    public string AtVariant => Variant is { } variant ? $", {variant.Words}" : "";

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
            var models = Models.Count == 1 ? $"/{Models[0]}" : "";
            var variant = (Prepacking ? "" : "/no-prepacking") + (OwnBatches is null ? "" : "/own-batch")
                + (Part is { } part ? $"/part{part}" : "") + (Variant is { } at ? $"/{at.Key}" : "");
            return $"{Scenario}/{Family}{models}/{Provider}/b{Batch}{variant}/{Launch}";
        }
    }
}
