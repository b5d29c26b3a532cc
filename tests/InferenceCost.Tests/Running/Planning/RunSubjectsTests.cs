using InferenceCost.Foundation;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tests.Commands;

namespace InferenceCost.Tests.Running.Planning;

/// <summary>Which families and models a request names; the families are those of <see cref="NamedModelsTests"/>.</summary>
public sealed class RunSubjectsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public RunSubjectsTests()
    {
        folder.Write("gpt/family.json", NamedModelsTests.Family("gpt", "gpt"));
        folder.Write("bert/family.json", NamedModelsTests.Family("bert", "base"));
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "bert/distil", "bert/base bert/distil")]
    [InlineData("gpt", "", "gpt/gpt gpt/distil")]
    [InlineData("gpt", "distil", "gpt/gpt gpt/distil")]
    [InlineData("gpt", "gpt/distil", "gpt/gpt gpt/distil")]
    [InlineData("bert,gpt", "gpt/distil", "gpt/gpt gpt/distil")]
    [InlineData("gpt,gpt", "gpt/gpt,gpt/distil", "gpt/gpt gpt/distil")]
    [InlineData("", "gpt/distil,bert/distil", "bert/base bert/distil gpt/gpt gpt/distil")]
    public void Models_are_taken_with_their_teachers_from_the_families_that_are_named(string families, string models, string taken) =>
        Assert.Equal(
            taken.Split(' ').Order(),
            Find(families, models).Records.SelectMany(family => family.Models.Select(model => $"{family.Id}/{model.Id}")).Order());

    [Theory]
    [InlineData("", "distil", "more than one family")]
    [InlineData("bert,gpt", "distil", "more than one family")]
    [InlineData("gpt", "base", "has no model 'base'")]
    [InlineData("gpt", "bert/distil", "'bert/distil' is of a family that was not chosen")]
    [InlineData("gpt", "gpt", "a teacher alone")]
    [InlineData("", "gpt/gpt,bert/distil", "--model gpt: a teacher alone")]
    public void A_model_that_would_be_left_out_without_a_word_is_refused(string families, string models, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => Find(families, models)).Message, StringComparison.Ordinal);

    private RunSelection Find(string families, string models) => RunSelection.Find(
        new RunRequest { ModelsFolder = folder.Path, Families = Words(families), Models = Words(models), Providers = ["cpu"] },
        cancellation: TestContext.Current.CancellationToken);

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
