using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>One task and the models that do it, as they were when they were measured.</summary>
/// <param name="Id">The family's id; <c>own</c> for files given on the command line.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Task">What the models are asked to do.</param>
/// <param name="Models">The models, teacher first.</param>
public sealed record FamilyRecord(string Id, string Name, TaskRecord Task, IReadOnlyList<ModelRecord> Models);

/// <summary>What the models are asked to do, and what counts as a match.</summary>
public sealed record TaskRecord
{
    /// <summary>What the models do.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>The evaluation data; null where there is none.</summary>
    public DatasetRecord? Dataset { get; init; }

    /// <summary>How quality is compared: <c>accuracy</c>, <c>macro-f1</c> or <c>perplexity</c>; null where it is not.</summary>
    public string? Metric { get; init; }

    /// <summary>How much worse the student may be and still match; null where nobody declared it.</summary>
    public MarginRecord? Margin { get; init; }

    /// <summary>How many points a single class may lose and still not count as failed; null for three times the margin.</summary>
    public double? ClassMargin { get; init; }

    /// <summary>A required resource must be this many times lower, shown by its interval's lower end.</summary>
    public double MinimumSaving { get; init; } = 1.05;

    /// <summary>The resources that a claim requires: <c>latency, throughput, memory, size</c>.</summary>
    public IReadOnlyList<string> RequiredResources { get; init; } = Records.Metric.Resources;

    /// <summary>Names of the classes, in the order of the model's outputs; empty where nobody named them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}

/// <summary>The evaluation data.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Split">Which part of it.</param>
/// <param name="Items">How many items were scored.</param>
/// <param name="Sha256">Hash of the data file.</param>
/// <param name="LabelsSha256">Hash of the labels' own file; null where they lie with the data, or there are none.</param>
public sealed record DatasetRecord(string Name, string Split, int Items, string Sha256, string? LabelsSha256 = null);

/// <summary>How much worse the student may be and still match.</summary>
/// <param name="Kind">What it is a margin of.</param>
/// <param name="Value">0.01 is one point, or one percent.</param>
/// <param name="Reason">Why this much.</param>
/// <param name="DeclaredUtc">When it was declared; null marks a margin that was not declared beforehand.</param>
/// <param name="Source">Where it was declared: the family file, or the command line.</param>
public sealed record MarginRecord(MarginKind Kind, double Value, string Reason, string? DeclaredUtc, string Source);

/// <summary>The kinds of task.</summary>
public enum TaskKind
{
    /// <summary>The answer is one of a number of classes.</summary>
    Classification,

    /// <summary>The answer is a number: a quantity, or by how much an item suits a query.</summary>
    Regression,

    /// <summary>The answer is a vector; those of two items are compared by their cosine, which people have graded.</summary>
    Similarity,

    /// <summary>Nothing is scored: only cost can be measured.</summary>
    None,
}

/// <summary>The kinds of margin.</summary>
public enum MarginKind
{
    /// <summary>Points of the metric: 0.01 is one point.</summary>
    Absolute,

    /// <summary>A share of the teacher's score: 0.01 is one percent of it.</summary>
    Relative,
}

/// <summary>A figure that somebody published about a model. Never mixed with what was measured.</summary>
public sealed record PublishedFigure
{
    /// <summary>The metric of a published ratio of speeds, teacher over student, which the report puts beside the measured ones.</summary>
    public const string SpeedUp = "speed-up";

    /// <summary>What it is a figure of.</summary>
    public required string Metric { get; init; }

    /// <summary>The figure, as published.</summary>
    public required string Value { get; init; }

    /// <summary>Where.</summary>
    public required string Source { get; init; }
}

/// <summary>One model of a family.</summary>
public sealed record ModelRecord
{
    /// <summary>Its id within the family.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>What it is in the comparison.</summary>
    public required ModelRole Role { get; init; }

    /// <summary>Whether it learnt from the teacher; null where that is not known.</summary>
    public bool? Distilled { get; init; }

    /// <summary>The model of the family that it is a copy of, with smaller weights; null for a model that is no such copy.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConvertedFrom { get; init; }

    /// <summary>The teacher it is compared with; null for the teacher itself.</summary>
    public string? Teacher { get; init; }

    /// <summary>For a control: the student it is a control of.</summary>
    public string? ControlFor { get; init; }

    /// <summary>What a control is evidence of; null for both the gain and the lineage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ControlEvidence? Evidence { get; init; }

    /// <summary>The seed it was trained with, where known.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// What its logits are divided by before its probabilities are trusted: fitted on a validation split by whoever made the family; null
    /// where nobody did.
    /// </summary>
    public double? Temperature { get; init; }

    /// <summary>The precision its weights are stored in: <c>fp32</c>, <c>fp16</c>, <c>int8</c>, ...</summary>
    public required string Precision { get; init; }

    /// <summary>Trained or random. A model with random weights has a cost and no quality.</summary>
    public required WeightsKind Weights { get; init; }

    /// <summary>The published architecture it was built from, if it was.</summary>
    public string? Architecture { get; init; }

    /// <summary>Its file, relative to the family's folder (or as it was given on the command line).</summary>
    public string? File { get; init; }

    /// <summary>Where its file came from, where that is no file of the family; null where it is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelSourceRecord? Source { get; init; }

    /// <summary>The hash of that file; of a model whose answers were recorded that of the file that answered, or empty.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The size of the file and its external data.</summary>
    public required long FileBytes { get; init; }

    /// <summary>The bytes of its weights, tied ones counted once.</summary>
    public required long InitializerBytes { get; init; }

    /// <summary>How many weights it has, tied ones counted once.</summary>
    public required long Parameters { get; init; }

    /// <summary>Where its answers were graded, where that was elsewhere; null for a model that is scored here or not at all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GradesRecord? Grades { get; init; }

    /// <summary>Answers that its family carries; null where it carries none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CarriedAnswers? Answers { get; init; }

    /// <summary>Whether those stand for it: its file was not there, so that it was not run, and its sizes are 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRecorded { get; init; }

    /// <summary>The command that brings its file, where <see cref="IsRecorded"/>; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fetch { get; init; }

    /// <summary>Multiply-accumulates per item; null where they were not counted.</summary>
    public long? MacsPerItem { get; init; }

    /// <summary>The file that it was fed where it had data of its own; null where it was fed what all were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InputsFile { get; init; }

    /// <summary>The hash of that file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InputsSha256 { get; init; }

    /// <summary>What others published about it.</summary>
    public IReadOnlyList<PublishedFigure> Published { get; init; } = [];
}

/// <summary>A file in which somebody graded a model's answers.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record GradesRecord(string File, string Sha256);

/// <summary>What a model is in the comparison.</summary>
public enum ModelRole
{
    /// <summary>The larger model that the claim compares with.</summary>
    Teacher,

    /// <summary>A smaller model that is claimed to match it.</summary>
    Student,

    /// <summary>A model that is scored, not timed: it tells what the students' results mean.</summary>
    Control,
}

/// <summary>Where a model's weights come from.</summary>
public enum WeightsKind
{
    /// <summary>Learnt from data.</summary>
    Trained,

    /// <summary>Drawn at random: honest for cost, worthless for quality.</summary>
    Random,
}
