using System.Text.Json;
using InferenceCost.Judging;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Records;

public sealed class RunJsonTests
{
    [Fact]
    public void A_run_is_written_as_the_golden_file() =>
        GoldenFile.Check("Records", "run.json", JsonSerializer.Serialize(ReportFixture.Complete, RunJson.Indented) + "\n");

    [Fact]
    public void Numbers_that_are_not_finite_become_null_and_read_back_as_unknown()
    {
        var json = JsonSerializer.Serialize(new PercentileRecord(99, double.NaN, double.PositiveInfinity), RunJson.OneLine);
        Assert.Equal("""{"percentile":99,"value":null,"upperLimit":null}""", json);
        Assert.True(double.IsNaN(JsonSerializer.Deserialize<PercentileRecord>(json, RunJson.OneLine)!.Value));
    }

    [Fact]
    public void An_optional_number_that_is_not_finite_reads_back_as_not_known()
    {
        var claim = new ClaimResource("memory", true, double.NaN, null, null, null, ShownDirection.Neither, ResourceSource.Measured);
        var json = JsonSerializer.Serialize(claim, RunJson.OneLine);
        Assert.Contains("\"estimate\":null", json, StringComparison.Ordinal);
        Assert.Null(JsonSerializer.Deserialize<ClaimResource>(json, RunJson.OneLine)!.Estimate);
    }

    [Fact]
    public void Samples_take_one_line_and_seven_digits()
    {
        var json = JsonSerializer.Serialize(new RatioLaunch(0, "a b", [1234567.89, double.NaN], [], [1]), RunJson.Indented);
        Assert.Contains("\"teacher\": [1234568,null]", json, StringComparison.Ordinal);
        Assert.Contains("\"student\": []", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"holds\"", ClaimVerdict.Holds)]
    [InlineData("\"does not hold\"", ClaimVerdict.DoesNotHold)]
    [InlineData("\"quality not measured\"", ClaimVerdict.QualityNotMeasured)]
    public void Verdicts_are_written_in_words(string json, ClaimVerdict verdict)
    {
        Assert.Equal(json, JsonSerializer.Serialize(verdict, RunJson.OneLine));
        Assert.Equal(verdict, JsonSerializer.Deserialize<ClaimVerdict>(json, RunJson.OneLine));
    }

    [Fact]
    public void A_verdict_as_a_number_is_refused() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ClaimVerdict>("1", RunJson.OneLine));

    [Fact]
    public void Verdicts_and_states_are_the_words_of_the_records_that_there_are()
    {
        Assert.Equal(
            ["inconclusive", "worse, size undecided", "inferior", "non-inferior", "equivalent", "better", "not judged"],
            EnumWords.All<NonInferiorityVerdict>());
        Assert.Equal(["difference", "ratio"], EnumWords.All<QualityScale>());
        Assert.Equal(["absolute", "relative"], EnumWords.All<MarginKind>());
        Assert.Equal(["classification", "regression", "similarity", "none"], EnumWords.All<TaskKind>());
        Assert.Equal(["fails", "holds", "undecided", "too few"], EnumWords.All<ClassState>());
        Assert.Equal(["helps", "hurts", "not shown", "too few seeds"], EnumWords.All<DistillationConclusion>());
        Assert.Equal(["closer", "not shown", "too few controls"], EnumWords.All<LineageVerdict>());
        Assert.Equal(["task", "file", "synthetic"], EnumWords.All<InputsKind>());
        Assert.Equal(["measured", "static"], EnumWords.All<ResourceSource>());
        Assert.Equal(["assignment", "profile"], EnumWords.All<PlacementSource>());
        Assert.Equal(["teacher", "student", "control", "other teacher"], EnumWords.All<JudgedRole>());
    }
}
