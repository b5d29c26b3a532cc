using InferenceCost.Benchmarks.Commands;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Tests.Gate.Answers;

/// <summary>Whether both sides of a gate answer alike, asked in processes of their own; nothing is timed.</summary>
public sealed class AnswerCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1.2f, null, AnswersVerdict.Different, 0.15, 0.25)]
    [InlineData(1.2f, 0.5, AnswersVerdict.Same, 0.15, 0.25)]
    // What rounding could do is no difference.
    [InlineData(1 + 1e-5f, null, AnswersVerdict.Same, 1e-7, 5e-5)]
    public async Task The_answers_of_two_files_are_held_against_the_tolerance(
        float factor, double? tolerance, AnswersVerdict verdict, double least, double most)
    {
        var (own, other) = (ScaledTeacher.Save(folder.File("base.onnx"), 1), ScaledTeacher.Save(folder.File("head.onnx"), factor));
        var answers = await Compare(new GateRequest
        {
            Kind = GateKind.Models,
            Base = own,
            Head = other,
            Run = new RunRequest { TeacherFile = own, StudentFiles = [other], Providers = ["cpu"], Profile = "quick" },
            Tolerance = tolerance,
        });
        Assert.Equal((verdict, 256, InputsKind.Synthetic), (answers.Verdict, answers.Items, answers.Inputs));
        Assert.InRange(answers.Outputs[0].Share!.Value, least, most);
    }

    [Fact]
    public async Task With_labels_the_scores_of_both_are_told_by_the_pairs_of_their_answers()
    {
        var answers = await Compare(new GateRequest
        {
            Kind = GateKind.Self,
            Base = "this build",
            Head = "this build",
            Run = new RunRequest { Profile = "quick", Families = ["fashion-mnist"], Models = ["plain-24k"], Providers = ["cpu"] },
        });
        Assert.Equal((AnswersVerdict.Same, InputsKind.Task, 0.0), (answers.Verdict, answers.Inputs, answers.Outputs[0].Share));
        Assert.True(answers.Items >= 256);
        Assert.Equal((QualityVerdict.Same, answers.Items, 0, 0), (
            answers.Quality!.Verdict, answers.Quality.Items, answers.Quality.OnlyOldRight, answers.Quality.OnlyNewRight));
        Assert.InRange(answers.Quality.Old, 0.8, 0.95);
    }

    /// <summary>As <c>ab</c> does it, from the request on.</summary>
    private async Task<AnswersRecord> Compare(GateRequest request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = Assert.Single(GateSelection.Find(request, note: null, cancellation).Models);
        var worker = BuildFolder.Worker(AppContext.BaseDirectory, WorkerCommand.Name);
        return await new AnswerCheck(worker, worker, folder.Path)
            .Compare(subject.Provider, subject.Batch, subject.Base, subject.Head, subject.Terms, cancellation);
    }
}
