using InferenceCost.Records;
using InferenceCost.Tests.Running;

namespace InferenceCost.Tests.Commands;

/// <summary>Commands on families that carry recorded answers.</summary>
public sealed class RecordedAnswersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_family_is_listed_shown_and_verified_with_them()
    {
        var family = RecordedFamily.WithRecordedControl(folder.File("models"));
        Assert.Contains("alone (recorded answers)", (await Program("models", "list")).Output, StringComparison.Ordinal);
        Assert.Contains(
            "recorded answers (PyTorch 1.13.0, CPU, batch 256)", (await Program("models", "show", "tens")).Output,
            StringComparison.Ordinal);
        Assert.Equal((0, "tens: sound, 3 models\n", ""), await Program("models", "verify"));
        var (code, _, error) = await Program("models", "show", "tens/alone");
        Assert.Equal(2, code);
        Assert.Contains("alone: the family carries its recorded answers and no file", error, StringComparison.Ordinal);

        File.AppendAllText(family.AnswersOf("alone"), "more");
        var (broken, text, _) = await Program("models", "verify", "tens");
        Assert.Equal(2, broken);
        Assert.Contains("is not the declared file", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_are_not_those_of_the_items_are_found_by_verify()
    {
        new RecordedFamily(folder.File("models")).With("big", "\"role\": \"teacher\"").With("small", RecordedFamily.Student)
            .WithAnswers("alone", RecordedFamily.Control, item => item == 0 ? -1 : 0);
        var (code, text, _) = await Program("models", "verify");
        Assert.Equal(2, code);
        Assert.Contains("alone.csv.gz", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_demonstration_makes_them_up_as_all_others(bool isTeacherThere)
    {
        _ = isTeacherThere
            ? RecordedFamily.WithRecordedControl(folder.File("models")) : RecordedFamily.WithRecordedTeacher(folder.File("models"));
        var (code, _, error) = await Program("run", "--demo", "--family", "tens", "--profile", "quick", "--output", folder.File("out"));
        Assert.True(code == 0, error);
        var run = RunStore.Read(folder.File("out"));
        Assert.Equal(["big", "small", "alone"], run.Quality.Select(quality => quality.Model));
        Assert.Equal(isTeacherThere, run.Ratios.Count > 0);
        Assert.DoesNotContain(run.Claims, claim => !isTeacherThere && claim.Verdict == ClaimVerdict.Holds);
    }

    [Fact]
    public async Task A_run_without_its_teacher_tells_costs_and_quality_and_says_so()
    {
        RecordedFamily.WithRecordedTeacher(folder.File("models"));
        var (code, text, error) = await BuiltProgram.Run(
            folder.Path, "run", "--family", "tens", "--profile", "quick", "--budget", "30s", "--provider", "cpu", "--output",
            folder.File("out"), "--models", folder.File("models"));
        Assert.True(code == 0, error);
        var run = RunStore.Read(folder.File("out"));
        Assert.Equal(["small"], run.Cases.Select(item => item.Model).Distinct());
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));
        Assert.Equal((ClaimVerdict.NotShown, true), (Assert.Single(run.Claims).Verdict, run.Ratios.Count == 0));
        Assert.Contains("No ratios: the teacher was not here to be measured.", text + Report(), StringComparison.Ordinal);
        Assert.Contains("Recorded by the makers of the family, and not computed here: PyTorch 1.13.0, CPU, batch 256.", Report(),
            StringComparison.Ordinal);
    }

    private string Report() => File.ReadAllText(folder.File("out", "report.md"));

    private Task<(int Code, string Output, string Error)> Program(params string[] arguments) =>
        WarmProgram.Run(folder.Path, [.. arguments, "--models", folder.File("models")]);
}
