using InferenceCost.Families.Definition;
using InferenceCost.Records;
using InferenceCost.Running.Planning;

namespace InferenceCost.Tests.Running.Planning;

public sealed class MarginPlanTests
{
    [Fact]
    public void It_says_what_the_items_can_prove_beside_what_was_declared() =>
        // sqrt(discordance / items) * (1.6449 + 0.8416) gives 0.352, 0.556, 0.786, 1.243; the variance at the margin adds a little where
        // few items differ.
        Assert.Equal(
            "10,000 items prove a margin of 0.36, 0.56, 0.79, 1.24 points, with 80 % power for models that are truly equal and differ on "
            + "2, 5, 10, 25 % of the items; declared: 1", MarginPlan.Sentence(Task(MarginKind.Absolute, 0.01), 10_000));

    [Fact]
    public void Thirty_items_prove_next_to_nothing()
    {
        var sentence = MarginPlan.Sentence(Task(MarginKind.Relative, 0.01), 30)!;
        Assert.Contains("; declared: 1 % of the teacher's score", sentence, StringComparison.Ordinal);
        Assert.Matches("^30 items prove a margin of 1[0-9]\\.", sentence);
    }

    [Fact]
    public void Where_nothing_is_scored_there_is_nothing_to_plan()
    {
        Assert.Null(MarginPlan.Sentence(new TaskDefinition { Kind = TaskKind.None }, 100));
        Assert.Null(MarginPlan.Sentence(Task(MarginKind.Absolute, 0.01), 0));
    }

    private static TaskDefinition Task(MarginKind kind, double margin) => new()
    {
        Kind = TaskKind.Classification,
        Metric = "accuracy",
        Margin = new MarginDefinition { Kind = kind, Value = margin, Reason = "made up" },
    };
}
