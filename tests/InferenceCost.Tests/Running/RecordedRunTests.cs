using InferenceCost.Findings.Claims;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Running;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tests.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Running;

/// <summary>Runs of families that carry answers: of controls without files, and of teachers that are not there.</summary>
public sealed class RecordedRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Models => folder.File("models");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_control_without_a_file_is_scored_by_its_answers_as_all_others_and_is_marked()
    {
        RecordedFamily.WithRecordedControl(Models);
        var run = Run();
        Assert.Equal(
            [("big", false), ("small", false), ("alone", true)], run.Quality.Select(quality => (quality.Model, quality.IsRecorded)));
        var scores = run.Quality.ToDictionary(quality => quality.Model);
        // Ten items have another label; the control's answer to the first twenty is 0, which is right for three of them.
        Assert.Equal((190, 174, 200), (scores["small"].Details["correct"], scores["alone"].Details["correct"], scores["alone"].Items));
        Assert.True(scores["alone"].Low < 0.87 && scores["alone"].High > 0.87);
        var claim = Assert.Single(run.Claims);
        Assert.Equal(("alone", 0.08), (claim.Quality!.Distillation!.Control, Math.Round(claim.Quality.Distillation.Delta, 6)));
        Assert.DoesNotContain(run.Cases, item => item.Model == "alone");
        var alone = run.Families[0].Models.Single(model => model.IsRecorded);
        Assert.Equal(("alone", "PyTorch 1.13.0, CPU, batch 256", 0, ""), (alone.Id, alone.Answers!.Words, alone.FileBytes, alone.Sha256));
    }

    [Fact]
    public void Of_recorded_answers_as_many_are_used_as_items_are_scored()
    {
        RecordedFamily.WithRecordedControl(Models);
        var run = Run(new RunRequest { Items = 40 });
        Assert.Equal([40, 40, 40], run.Quality.Select(quality => quality.Items));
        // Of 40 items two have another label; 17 of the first twenty are wrong, and one of the next.
        Assert.Equal(22, run.Quality.Single(quality => quality.IsRecorded).Details["correct"]);
    }

    [Fact]
    public void Without_its_teacher_a_student_is_measured_alone_and_compared_with_the_recorded_answers_and_never_holds()
    {
        RecordedFamily.WithRecordedTeacher(Models);
        var run = Run();
        Assert.Equal(["big", "small", "alone"], run.Quality.Select(quality => quality.Model));
        Assert.Equal(["small"], run.Cases.Select(item => item.Model).Distinct());
        Assert.All(run.Cases, item => Assert.True(item.Valid, item.Id));
        Assert.Empty(run.Ratios);
        var claim = Assert.Single(run.Claims);
        Assert.Equal(
            (ClaimVerdict.NotShown, NonInferiorityVerdict.Equivalent, false),
            (claim.Verdict, claim.Quality!.Verdict, claim.SmallestThatHolds));
        Assert.All(
            claim.Resources, resource => Assert.Equal((null, "big was not here to be measured"), (resource.Estimate, resource.Note)));
        Assert.StartsWith(
            "small matches the recorded answers of big on Tens within 5.0 points ", claim.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(
            "; big was not here to be measured, and answers recorded with PyTorch 1.13.0 are none of this machine: the claim is not shown "
            + "(cpu).",
            claim.Sentence, StringComparison.Ordinal);
        Assert.Contains(
            run.Notes, note => note.StartsWith("tens: big is not here, and answers that were recorded", StringComparison.Ordinal));
    }

    [Fact]
    public void A_student_that_is_shown_to_be_worse_than_recorded_answers_does_not_hold()
    {
        new RecordedFamily(Models).WithAnswers("big", "\"role\": \"teacher\"", RecordedFamily.Label)
            .With("small", RecordedFamily.Student);
        var claim = Assert.Single(Run(answer: item => item < 60 ? 9 : RecordedFamily.Answer(item)).Claims);
        Assert.Equal(ClaimVerdict.DoesNotHold, claim.Verdict);
        Assert.EndsWith("the claim does not hold (cpu).", claim.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_teacher_whose_file_is_there_is_measured_and_its_recorded_answers_are_a_check()
    {
        var family = new RecordedFamily(Models)
            .With("big", "\"role\": \"teacher\"", item => item < 5 ? 9 : RecordedFamily.Answer(item)).With("small", RecordedFamily.Student);
        var run = Run();
        var teacher = run.Quality.Single(quality => quality.Model == "big");
        Assert.Equal((false, 190, 0.025), (teacher.IsRecorded, teacher.Details["correct"], teacher.Details["otherThanRecorded"]));
        Assert.False(run.Quality.Single(quality => quality.Model == "small").Details.ContainsKey("otherThanRecorded"));
        Assert.Equal(
            "tens/big: 2.5 % of its answers on cpu are other classes than those that its family recorded (PyTorch 1.13.0, CPU, batch 256); "
            + "only the fresh ones count",
            Assert.Single(run.Notes));

        File.Delete(family.FileOf("big"));
        var without = Run();
        Assert.Equal(["big"], without.Quality.Where(quality => quality.IsRecorded).Select(quality => quality.Model));
        Assert.Contains($"('{family.FileOf("big")}' brings it)", Assert.Single(without.Claims).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_answer_in_a_hundred_is_no_note()
    {
        new RecordedFamily(Models).With("big", "\"role\": \"teacher\"", item => item < 2 ? 9 : RecordedFamily.Answer(item))
            .With("small", RecordedFamily.Student);
        Assert.Empty(Run().Notes);
    }

    [Fact]
    public void A_student_without_a_file_is_refused_whatever_its_answers()
    {
        new RecordedFamily(Models).With("big", "\"role\": \"teacher\"").WithAnswers("small", RecordedFamily.Student, RecordedFamily.Answer);
        var error = Assert.Throws<InputException>(() => Find());
        Assert.Contains(
            "models[1].file: this field is missing, and recorded answers do not stand for a student: its cost has to be measured",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_student_whose_file_is_gone_is_refused_whatever_its_answers()
    {
        var family = new RecordedFamily(Models).With("big", "\"role\": \"teacher\"")
            .With("small", RecordedFamily.Student, RecordedFamily.Answer);
        File.Delete(family.FileOf("small"));
        Assert.Contains("does not exist", Assert.Throws<InputException>(() => Find()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "does not exist")]
    [InlineData(true, "is not the declared file")]
    public void Answers_that_are_gone_or_others_are_refused_before_anything_is_written(bool isThere, string what)
    {
        var family = RecordedFamily.WithRecordedControl(Models);
        File.Delete(family.AnswersOf("alone"));
        if (isThere)
        {
            PackedAnswers.Write(family.AnswersOf("alone"), RecordedFamily.Items, item => 0);
        }

        var error = Assert.Throws<InputException>(() => OpenRun.Start(
            Request, folder.File("run"), [], TimeProvider.System, cancellation: TestContext.Current.CancellationToken));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }

    [Fact]
    public void A_run_that_began_without_its_teacher_does_not_go_on_with_it()
    {
        var family =
            new RecordedFamily(Models).With("big", "\"role\": \"teacher\"", RecordedFamily.Answer).With("small", RecordedFamily.Student);
        File.Move(family.FileOf("big"), folder.File("away.onnx"));
        OpenRun.Start(Request, folder.File("run"), [], TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose();
        OpenRun.Resume(folder.File("run"), TimeProvider.System, cancellation: TestContext.Current.CancellationToken).Dispose();
        File.Move(folder.File("away.onnx"), family.FileOf("big"));
        var error = Assert.Throws<InputException>(() =>
            OpenRun.Resume(folder.File("run"), TimeProvider.System, cancellation: TestContext.Current.CancellationToken));
        Assert.EndsWith("model big was not there when that run began", error.Message, StringComparison.Ordinal);
    }

    private RunRequest Request => new() { ModelsFolder = Models, Families = ["tens"], Providers = ["cpu"], WorkingFolder = folder.Path };

    private RunSelection Find() => RunSelection.Find(Request, cancellation: TestContext.Current.CancellationToken);

    /// <summary>A run that is put together out of made-up launches, whose models gave the answers of the family.</summary>
    private RunRecord Run(RunRequest? request = null, Func<int, int>? answer = null)
    {
        request = Request with { Items = request?.Items };
        var path = folder.File($"run{Guid.NewGuid():N}");
        using var open = OpenRun.Start(request, path, [], TimeProvider.System, cancellation: TestContext.Current.CancellationToken);
        var family = open.Jobs.Family("tens");
        var plan = RunSelection.PlanRequest(family, "cpu", request, open.Jobs.Items(family), callers: 2);
        var probes = ProbeScenario.Before(plan);
        var known = probes.ToDictionary(
            step => step.Models[0], step => new ModelProbe(step.Models[0], 0.3, FakeAnswers.Probe(1).CallNanoseconds));
        var steps = probes.Concat(FamilyPlanner.Build(plan, known, Profile.Quick, 1000, 1000).Steps);
        var finished = steps.Select(step => new FinishedStep(step, 1, Result(step, open.Jobs, answer ?? RecordedFamily.Answer))).ToList();
        var run = new RecordAssembler(finished, [], request, path).Fill(open.Assemble(RunStatus.Complete));
        return ClaimBuilder.Judge(
            run with { Unavailable = [] }, record => RecordedPredictions.Read(Path.Combine(path, record.Predictions!.File)));
    }

    private static WorkerResult Result(PlanStep step, JobContext jobs, Func<int, int> answer)
    {
        if (step.Scenario != ScoringScenario.Name)
        {
            return FakeAnswers.Of(step);
        }

        var items = Enumerable.Range(0, jobs.Items(jobs.Family("tens"))).ToList();
        var path = Path.Combine(jobs.Folder, ScoringScenario.PredictionsFile("tens", step.Models[0], "cpu"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PredictionsCsv.Write(path, new Predictions(
            step.Models[0], [.. items.Select(item => $"{item}")], [.. items.Select(RecordedFamily.Label)], [.. items.Select(answer)]));
        return new QualityResult(items.Count, "ab", 1);
    }
}
