using System.Text.Json.Serialization;
using InferenceCost.Measuring.Planted;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Contract;

/// <summary>A model as a child process needs it.</summary>
/// <param name="Id">The model's id within its family.</param>
/// <param name="Path">Its ONNX file.</param>
/// <param name="Inputs">Where its inputs come from.</param>
/// <param name="ScoredOutput">The output that holds the answers; null where none is known.</param>
public sealed record JobModel(string Id, string Path, InputSource Inputs, string? ScoredOutput)
{
    /// <summary>The kind of its task, which knows what an answer is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public TaskKind Task { get; init; } = TaskKind.Classification;

    /// <summary>What is known of that output before the model runs, beside its name; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScoredOutput? Scored { get; init; }

    /// <summary>The output that holds the answers, with all that is known of it; null where none is known.</summary>
    [JsonIgnore]
    public ScoredOutput? Output => ScoredOutput is null ? null : Scored ?? new ScoredOutput(ScoredOutput);

    /// <summary>How its own session is set up; null for the settings of the job.</summary>
    public SessionSettings? Settings { get; init; }

    /// <summary>A change of known size that the comparison should find; null outside self-tests.</summary>
    public PlantedChange? Planted { get; init; }
}
