using InferenceCost.Records;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Regression;
using InferenceCost.Tasks.Similarity;
using InferenceCost.Tasks.Unlabelled;

namespace InferenceCost.Tasks;

/// <summary>The kinds of task, one line each.</summary>
internal static class TaskKindCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITaskKind> All { get; } =
    [
        new ClassificationTask(TaskKind.Classification),
        new RegressionTask(),
        new SimilarityTask(),
        new UnlabelledTask(),
    ];

    /// <summary>The kind of a task.</summary>
    public static ITaskKind Find(TaskKind kind) => All.First(task => task.Kind == kind);
}
