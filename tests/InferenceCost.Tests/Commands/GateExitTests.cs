using InferenceCost.Benchmarks.Commands;
using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Commands;

/// <summary>What a gate answers to the shell: the graver of two answers.</summary>
public sealed class GateExitTests
{
    [Theory]
    [InlineData(ChangeVerdict.Same, AnswersVerdict.Same, ExitCode.Fine)]
    [InlineData(ChangeVerdict.Slower, AnswersVerdict.Same, ExitCode.Regression)]
    [InlineData(ChangeVerdict.Faster, AnswersVerdict.Different, ExitCode.OtherAnswers)]
    // Of a model that answers otherwise nobody asks what it costs.
    [InlineData(ChangeVerdict.Slower, AnswersVerdict.Different, ExitCode.OtherAnswers)]
    [InlineData(ChangeVerdict.Faster, AnswersVerdict.NotJudged, ExitCode.Fine)]
    [InlineData(ChangeVerdict.Contaminated, AnswersVerdict.Same, ExitCode.Contaminated)]
    [InlineData(ChangeVerdict.NotComparable, AnswersVerdict.NotCompared, ExitCode.NothingMeasured)]
    public void Costs_and_answers_make_one_exit_code(ChangeVerdict cost, AnswersVerdict answers, int code) =>
        Assert.Equal(code, MeasuredGate.ExitCodeOf(Record(cost, answers), isGate: true));

    [Fact]
    public void Changed_answers_that_were_allowed_leave_the_costs()
    {
        Assert.Equal(ExitCode.Fine, Allowed(ChangeVerdict.Faster));
        Assert.Equal(ExitCode.Regression, Allowed(ChangeVerdict.Slower));

        static int Allowed(ChangeVerdict cost) =>
            MeasuredGate.ExitCodeOf(Record(cost, AnswersVerdict.Different) with { ChangedAnswersAllowed = true }, isGate: true);
    }

    [Fact]
    public void A_head_that_cannot_answer_has_failed()
    {
        var record = Record(ChangeVerdict.Same, AnswersVerdict.NotCompared);
        var subject = record.Subjects[0];
        record = record with { Subjects = [subject with { Answers = subject.Answers! with { HeadFailed = true } }] };
        Assert.Equal(ExitCode.FailedCheck, MeasuredGate.ExitCodeOf(record, isGate: true));
    }

    [Fact]
    public void Where_nothing_is_to_fail_measuring_was_enough()
    {
        Assert.Equal(
            ExitCode.Fine, MeasuredGate.ExitCodeOf(Record(ChangeVerdict.Slower, AnswersVerdict.Different), isGate: false));
        Assert.Equal(ExitCode.Interrupted, MeasuredGate.ExitCodeOf(
            Record(ChangeVerdict.Slower, AnswersVerdict.Different) with { Status = RunStatus.Interrupted }, isGate: true));
    }

    private static GateRecord Record(ChangeVerdict cost, AnswersVerdict answers) => new()
    {
        Status = RunStatus.Complete,
        Run = ReportFixture.Complete.Run,
        Environment = ReportFixture.Complete.Environment,
        Fingerprint = ReportFixture.Complete.Fingerprint,
        Conditions = ReportFixture.Complete.Conditions,
        IsOneProcess = true,
        Kind = GateKind.Models,
        Base = "base.onnx",
        Head = "head.onnx",
        Launches = 6,
        Subjects =
        [
            new GatedModel("m", [new(new CostChange { Id = "c", Metric = "latency", Unit = "ns", Verdict = cost })], [], [])
            {
                Answers = new AnswersRecord { Verdict = answers },
            },
        ],
    };
}
