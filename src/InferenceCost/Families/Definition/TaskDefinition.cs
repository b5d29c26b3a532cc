using InferenceCost.Records;

namespace InferenceCost.Families.Definition;

/// <summary>What the models of a family are asked to do, and what counts as a match.</summary>
public sealed record TaskDefinition
{
    /// <summary>The quality metrics.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. QualityMetric.OfTasks.Select(metric => metric.Id)];

    /// <summary>The resources that a claim can require.</summary>
    public static IReadOnlyList<string> Resources => Records.Metric.Resources;

    /// <summary>What the models do.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>How quality is scored, one of <see cref="Records.Metric"/>; absent when the kind is <see cref="TaskKind.None"/>.</summary>
    public string? Metric { get; init; }

    /// <summary>What is fed to the models. Every input that a model has must be here.</summary>
    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];

    /// <summary>The output that holds the prediction: for a classification the scores, shape [items, classes].</summary>
    public string? Output { get; init; }

    /// <summary>What the numbers of that output are, of every model that does not say it itself; null where it is found out.</summary>
    public AnswerMeaning? Answer { get; init; }

    /// <summary>The output that holds a model's prediction; null where none is known.</summary>
    public string? OutputOf(ModelDefinition model) => model.Output ?? Output;

    /// <summary>The evaluation data.</summary>
    public DatasetDefinition? Dataset { get; init; }

    /// <summary>Names of the classes, in the order of the model's outputs; empty where nobody named them.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>How much worse a student may be and still match.</summary>
    public MarginDefinition? Margin { get; init; }

    /// <summary>
    /// How many points a single class may lose and still not count as failed, between 0 and 1; absent: three times the margin. A student
    /// that matches on average and fails on a class holds partly.
    /// </summary>
    public double? ClassMargin { get; init; }

    /// <summary>A required resource must be this many times lower, shown by its interval's lower end; at least 1.</summary>
    public double MinimumSaving { get; init; } = 1.05;

    /// <summary>The resources that a claim requires, of <see cref="Resources"/>.</summary>
    public IReadOnlyList<string> RequiredResources { get; init; } = Resources;

    /// <summary>What <c>run.json</c> keeps of the task.</summary>
    public TaskRecord ToRecord() => new()
    {
        Kind = Kind,
        Metric = Metric,
        Dataset = Dataset is null
            ? null
            : new DatasetRecord(Dataset.Name, Dataset.Split, Dataset.Items, Dataset.Sha256, Dataset.LabelsSha256),
        Margin = Margin is null ? null : new MarginRecord(Margin.Kind, Margin.Value, Margin.Reason, Margin.DeclaredUtc, Margin.Source),
        ClassMargin = ClassMargin,
        MinimumSaving = MinimumSaving,
        RequiredResources = RequiredResources,
        Classes = Classes,
    };
}
