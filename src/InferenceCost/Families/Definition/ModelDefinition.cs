using System.Text.Json.Serialization;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>One model of a family, as <c>family.json</c> declares it.</summary>
public sealed record ModelDefinition
{
    /// <summary>Its id within the family: lower-case letters, digits, dots and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>What it is in the comparison.</summary>
    public required ModelRole Role { get; init; }

    /// <summary>Whether it learnt from the teacher; null where that is not known.</summary>
    public bool? Distilled { get; init; }

    /// <summary>The id of the teacher that it learnt from or is compared with; required for a student.</summary>
    public string? Teacher { get; init; }

    /// <summary>For a control, and required there: the id of the student that it is a control of.</summary>
    public string? ControlFor { get; init; }

    /// <summary>What a control is evidence of; null for both the gain and the lineage.</summary>
    public ControlEvidence? Evidence { get; init; }

    /// <summary>The precision its weights are stored in: <c>fp32</c>, <c>fp16</c>, <c>int8</c>, ...</summary>
    public required string Precision { get; init; }

    /// <summary>Trained or random. A model with random weights has a cost and no quality.</summary>
    public required WeightsKind Weights { get; init; }

    /// <summary>The ONNX file, relative to the family's folder; null for a model that is built from an architecture.</summary>
    public string? File { get; init; }

    /// <summary>
    /// SHA-256 of the ONNX file, in hexadecimal; of a model from a package, as it is put together. Null for one that is built.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>The NuGet package that it comes from, or that its graph begins in; null for a model that does not.</summary>
    public PackageDefinition? Package { get; init; }

    /// <summary>What continues the package's graph; null where the package holds the whole model.</summary>
    public TailDefinition? Tail { get; init; }

    /// <summary>The model of the family that it is a copy of, with smaller weights; null for a model that is no copy.</summary>
    public ConversionDefinition? Convert { get; init; }

    /// <summary>What its graph is built from; null for a model that has a file.</summary>
    public ArchitectureDefinition? Architecture { get; init; }

    /// <summary>Its answers as they were recorded elsewhere; null where there are none.</summary>
    public AnswersDefinition? Answers { get; init; }

    /// <summary>What others published about it, beside which the report puts what was measured.</summary>
    public IReadOnlyList<PublishedFigure> Published { get; init; } = [];

    /// <summary>The seed it was trained with, where known.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// What its logits are divided by before its probabilities are trusted, above 0: fitted on a validation split by whoever made the
    /// family, never on the evaluation data. Null where nobody fitted it.
    /// </summary>
    public double? Temperature { get; init; }

    /// <summary>Its output that holds the answers, where it has another name than the task's; null where it has not.</summary>
    public string? Output { get; init; }

    /// <summary>What the numbers of that output are; null where it is found out from graph and values.</summary>
    public AnswerMeaning? Answer { get; init; }

    /// <summary>That output as its file states it; null before the file was read, and where it has none.</summary>
    [JsonIgnore]
    public OnnxValue? Scored { get; init; }

    /// <summary>How many rows the tables have that its inputs look into, by input; null where it has none.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, long>? IndexBounds { get; init; }

    /// <summary>Its free axes that other models of files on the command line call otherwise.</summary>
    [JsonIgnore]
    public IReadOnlyList<PairedAxis> PairedAxes { get; init; } = [];

    /// <summary>Data of its own, of files that were named on the command line; null where it is fed what all are.</summary>
    [JsonIgnore]
    public ModelFeed? Feed { get; init; }

    /// <summary>
    /// The id of the model that it was converted from, of a file that the program made for the command line; null for any other. What a
    /// family file says of that stands in <see cref="Convert"/>.
    /// </summary>
    [JsonIgnore]
    public string? ConvertedFrom { get; init; }

    /// <summary>
    /// Where its answers were graded, of a file that was named on the command line; null for a model that is scored here.
    /// </summary>
    [JsonIgnore]
    public GradesRecord? Grades { get; init; }

    /// <summary>Whether its recorded answers stand for it: it is never loaded then. Known once its file was looked for.</summary>
    [JsonIgnore]
    public bool IsRecorded { get; init; }

    /// <summary>What it is and how it was made.</summary>
    public string? Description { get; init; }
}
