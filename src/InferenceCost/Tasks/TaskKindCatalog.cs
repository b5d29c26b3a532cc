using InferenceCost.Records;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tasks;

/// <summary>The kinds of task, one line each.</summary>
internal static class TaskKindCatalog
{
    /// <summary>
    /// All of them. Of a task that is not scored nothing says what an answer is: where its data and an output are known, the output is
    /// taken for class scores, so that it can be told how often two models agree.
    /// </summary>
    public static IReadOnlyList<ITaskKind> All { get; } =
    [
        new ClassificationTask(TaskKind.Classification),
        new ClassificationTask(TaskKind.None),
    ];

    /// <summary>The kind of a task.</summary>
    public static ITaskKind Find(TaskKind kind) => All.First(task => task.Kind == kind);
}
