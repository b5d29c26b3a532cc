using InferenceCost.Records;

namespace InferenceCost.Tasks.Answers.Recorded;

/// <summary>What somebody chose where a log leaves a choice.</summary>
public sealed record ReadingChoices
{
    /// <summary>Nothing was chosen: a log that leaves a choice is refused.</summary>
    public static ReadingChoices None { get; } = new();

    /// <summary>What answers are: the metric says it, for 1 may be a class or a number.</summary>
    public AnswerForm Form { get; init; }

    /// <summary>The filters or scorers whose answers are read; one of them for each log.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The metric that is read as the score; null for the first common one.</summary>
    public string? Score { get; init; }
}
