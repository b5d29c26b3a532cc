using InferenceCost.Records;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Tests.Tasks;

public sealed class TaskKindCatalogTests
{
    public static TheoryData<TaskKind> Kinds => [.. Enum.GetValues<TaskKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_word_of_a_family_file_has_its_kind(TaskKind kind)
    {
        Assert.Single(TaskKindCatalog.All, task => task.Kind == kind);
        Assert.Equal(kind, TaskKindCatalog.Find(kind).Kind);
    }

    [Fact]
    public void Classes_seen_while_timing_are_held_against_those_that_were_recorded_of_the_same_item()
    {
        var recorded = new Predictions("m", ["0", "1", "2"], null, [4, 5, 6]);
        var task = TaskKindCatalog.Find(TaskKind.Classification);
        Assert.Equal(0, task.CountChanged(new OutputCheck("m", [2, 0, 2], [6, 4, 6], 0), recorded));
        Assert.Equal(2, task.CountChanged(new OutputCheck("m", [2, 0, 1], [4, 4, 6], 0), recorded));
        // Not every item need have been scored.
        Assert.Equal(0, task.CountChanged(new OutputCheck("m", [3], [0], 0), recorded));
    }
}
