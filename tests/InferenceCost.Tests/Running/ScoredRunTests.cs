using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tests.Scenarios;

namespace InferenceCost.Tests.Running;

/// <summary>
/// A run of a teacher and a student that were scored on a hundred items and then timed, put together out of its finished steps.
/// </summary>
public sealed class ScoredRunTests : IDisposable
{
    private const int Items = 100;

    private readonly TemporaryFolder folder = new();
    private TwoBatches? batches;

    public ScoredRunTests()
    {
        Predict("t", item => item % 3);
        Predict("s", item => item < 10 ? 0 : item % 3);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_models_are_scored_and_their_cases_stand()
    {
        var run = Assemble(Checks("t", item => item % 3), Checks("s", item => item < 10 ? 0 : item % 3));
        Assert.Equal([("t", 1.0), ("s", 0.94)], run.Quality.Select(quality => (quality.Model, quality.Score)));
        Assert.DoesNotContain(run.Unavailable, item => item.Metric == "quality");
        Assert.All(run.Cases, item => Assert.True(item.Valid));
    }

    [Theory]
    [InlineData("item,label\n1,")]
    [InlineData("")]
    [InlineData(null)]
    public void A_file_of_predictions_that_cannot_be_read_costs_its_own_score_and_no_more(string? left)
    {
        Leave("s", left);
        var run = Assemble(Checks("t", item => item % 3));
        Assert.Equal("t", Assert.Single(run.Quality).Model);
        var missing = Assert.Single(run.Unavailable, item => item.Metric == "quality");
        Assert.Equal(("f/s", "cpu"), (missing.Model, missing.Provider));
        Assert.Contains(Path.GetFileName(PredictionsOf("s")), missing.Reason, StringComparison.Ordinal);
        Assert.All(run.Cases, item => Assert.True(item.Valid));
        Assert.NotEmpty(run.Ratios);
    }

    [Fact]
    public void A_teacher_whose_predictions_cannot_be_read_leaves_the_student_its_score()
    {
        Leave("t", "\u0000");
        var run = Assemble();
        Assert.Equal(
            ("s", 0.94, false),
            (run.Quality.Single().Model, run.Quality.Single().Score, run.Quality.Single().Details.ContainsKey("agreementWithTeacher")));
        Assert.Equal("f/t", Assert.Single(run.Unavailable, item => item.Metric == "quality").Model);
    }

    [Theory]
    [InlineData("macro-f1", "macroF1")]
    [InlineData("perplexity", "perplexity")]
    public void The_score_by_the_metric_that_the_family_declares_stands_beside_the_accuracy(string metric, string name)
    {
        var run = Assemble(metric);
        Assert.All(run.Quality, quality => Assert.Equal("accuracy", quality.Metric));
        Assert.Equal(
            metric == "macro-f1" ? [1.0, 0.9412] : [1.25, 1.4161], run.Quality.Select(quality => Math.Round(quality.Details[name], 4)));
        Assert.All(Assemble("accuracy").Quality, quality => Assert.False(quality.Details.ContainsKey(name)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(100, false)]
    public void Timed_cases_of_a_model_whose_answers_are_not_the_scored_ones_are_withheld_beyond_one_in_a_hundred(int changed, bool valid)
    {
        // The student's scored answer to the first ten items is 0, to the others their class; 7 is neither.
        var run = Assemble(Checks("t", item => item % 3), Checks("s", item => item < changed ? 7 : item < 10 ? 0 : item % 3));
        var timed = run.Cases.Where(item => item.Metric is "latency" or "throughput").ToList();
        Assert.NotEmpty(timed);
        Assert.All(timed.Where(item => item.Model == "s"), item => Assert.Equal(valid, item.Valid));
        Assert.All(
            timed.Where(item => item.Model == "s" && !valid),
            item => Assert.Contains("output-changed", item.Reasons.Select(reason => reason.Code)));
        Assert.All(run.Cases.Except(timed), item => Assert.True(item.Valid));
        Assert.All(timed.Where(item => item.Model == "t"), item => Assert.True(item.Valid));
    }

    [Fact]
    public void An_output_that_is_no_finite_number_withholds_the_timed_cases()
    {
        var run = Assemble(Checks("s", item => item < 10 ? 0 : item % 3) with { NotFinite = 1 });
        var withheld = run.Cases.Where(item => !item.Valid).ToList();
        Assert.Equal(["latency", "throughput"], withheld.Select(item => item.Metric).Distinct().Order());
        Assert.All(withheld, item => Assert.Equal(("s", "output-not-finite"), (item.Model, Assert.Single(item.Reasons).Code)));
    }

    [Fact]
    public void A_model_whose_answers_hang_on_the_batch_has_a_score_at_both()
    {
        Predict("s", item => item < 2 ? 0 : item % 3);
        Predict("s", item => item < 10 ? 0 : item % 3, folder.File(ScoringScenario.PredictionsFile("f", "s", "cpu", 32).Split('/')));
        batches = new TwoBatches(1, 32, "cd", 64, new ScoreDifference(new OutputDifference(600, 0.5, 0.1, 4), 3));
        var run = Assemble();
        var student = run.Quality.Single(quality => quality.Model == "s");
        Assert.Equal((0.99, 1), (student.Score, student.Batch));
        var other = student.AtOtherBatch!;
        Assert.Equal(
            (32, 0.94, 5, 64, 0.5, 4.0), (other.Batch, other.Score, other.OtherAnswers, other.Drawn, other.LargestDifference, other.Scale));
        Assert.Equal("cd", other.Predictions.Sha256);
        Assert.Null(run.Quality.Single(quality => quality.Model == "t").Batch);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public void Answers_that_hang_on_the_batch_are_held_against_those_at_the_batch_that_was_scored(int batch, bool valid)
    {
        batches = new TwoBatches(batch, 32, "cd", 64, new ScoreDifference(new OutputDifference(600, 0.5, 0.1, 4), 3));
        var timed = Assemble(Checks("s", _ => 7)).Cases.Where(item => item is { Metric: "latency", Model: "s" }).ToList();
        Assert.NotEmpty(timed);
        Assert.All(timed, item => Assert.Equal(valid, item.Valid));
    }

    private static OutputCheck Checks(string model, Func<int, int> answer)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        return new OutputCheck(model, items, [.. items.Select(answer)], 0);
    }

    /// <summary>Every item is of class <c>item % 3</c>; the class that a model answers has four fifths of its probability.</summary>
    private void Predict(string model, Func<int, int> answer, string? path = null)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        float[] probabilities = [.. items.SelectMany(item => Enumerable.Range(0, 3).Select(k => k == answer(item) ? 0.8f : 0.1f))];
        Directory.CreateDirectory(Path.GetDirectoryName(PredictionsOf(model))!);
        PredictionsCsv.Write(path ?? PredictionsOf(model), new Predictions(
            model, [.. items.Select(item => $"{item}")], [.. items.Select(item => item % 3)], [.. items.Select(answer)], probabilities));
    }

    private void Leave(string model, string? text)
    {
        File.Delete(PredictionsOf(model));
        if (text is not null)
        {
            File.WriteAllText(PredictionsOf(model), text);
        }
    }

    private string PredictionsOf(string model) => folder.File(ScoringScenario.PredictionsFile("f", model, "cpu").Split('/'));

    private RunRecord Assemble(params OutputCheck[] checks) => Assemble("accuracy", checks);

    private RunRecord Assemble(string metric, params OutputCheck[] checks)
    {
        var request = new PlanRequest
        {
            Family = "f", Provider = "cpu", Teacher = "t", Students = ["s"], Items = Items, Callers = 2,
            LeftOut = [MachinePeakScenario.Name, EnergyScenario.Name],
        };
        var probes = ProbeScenario.Before(request);
        var models = probes.ToDictionary(
            step => step.Models[0],
            step => new ModelProbe(step.Models[0], 0.3, FakeAnswers.Probe(FakeAnswers.Scale(step.Models[0])).CallNanoseconds));
        var steps = probes.Concat(FamilyPlanner.Build(request, models, Profile.Quick, 1000, 1000).Steps).ToList();
        var first = steps.First(step => step.Scenario == LatencyScenario.Name).Launch;
        var empty = RunAssemblerTests.Empty();
        return new RecordAssembler(
            [.. steps.Select(step => new FinishedStep(step, 1, Answer(step, step.Launch == first ? checks : [])))], [], new RunRequest(),
            folder.Path)
            .Fill(empty with
            {
                Families = [.. empty.Families.Select(
                    family => family with { Task = family.Task with { Kind = TaskKind.Classification, Metric = metric } })],
            });
    }

    private WorkerResult Answer(PlanStep step, OutputCheck[] checks) => step.Scenario switch
    {
        ScoringScenario.Name => new QualityResult(Items, "ab", 1) { Batches = step.Models[0] == "s" ? batches : null },
        LatencyScenario.Name => (LatencyResult)FakeAnswers.Of(step) with { Checks = checks },
        _ => FakeAnswers.Of(step),
    };
}
