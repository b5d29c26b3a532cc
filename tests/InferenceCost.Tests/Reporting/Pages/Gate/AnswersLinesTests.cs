using InferenceCost.Comparison;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Gate;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Reporting.Pages.Gate;

/// <summary>What the page of a gate says of answers, word by word.</summary>
public sealed class AnswersLinesTests
{
    private static readonly AnswersRecord Same = new()
    {
        Verdict = AnswersVerdict.Same, Items = 256, Inputs = InputsKind.Synthetic, Tolerance = 1e-3,
        Outputs = [Output(AnswersVerdict.Same) with { LargestDifference = 1e-5, LargestValue = 2 }],
    };

    [Fact]
    public void Same_answers_are_told_with_the_difference_that_there_is()
    {
        Assert.Equal(
            "Same answers of m to 256 made-up items: the largest difference is 0.000500 % of the base's largest value, 0.100 % is allowed.",
            Printed(Same));
        Assert.Equal(
            "Same answers of m to 256 made-up items: no value differs.", Printed(Same with { Outputs = [Output(AnswersVerdict.Same)] }));
    }

    [Fact]
    public void Different_answers_are_told_with_their_place()
    {
        var different = Same with
        {
            Verdict = AnswersVerdict.Different,
            Inputs = InputsKind.Task,
            Outputs =
            [
                Output(AnswersVerdict.Different) with
                {
                    LargestDifference = 1, LargestValue = 2, Item = 17, NotFinite = 1, ChangedClasses = 12,
                },
                Output(AnswersVerdict.Different) with { Fault = "the head has no such output" },
            ],
        };
        const string Line = "**Different answers** of m to 256 items: output y: 1 value finite on one side only, up to 50.0 % of the "
            + "base's largest value apart (item 17) where 0.100 % is allowed, 12 items of another class; and 1 more output.";
        Assert.Equal(Line, Printed(different));
        Assert.Equal(Line + " Accepted with `--allow-changed-answers`.", Printed(different, isAllowed: true));
        Assert.Equal(
            @"**Different answers** of m: the base takes float32\[1,4\], the head float32\[1,5\].",
            Printed(new AnswersRecord
            {
                Verdict = AnswersVerdict.Different, Reason = "the base takes float32[1,4], the head float32[1,5]",
            }));
    }

    [Fact]
    public void What_has_no_verdict_says_why()
    {
        Assert.Equal(
            "**No verdict** on the answers of m to 256 made-up items: output y: up to 5.00 % of the base's largest value apart (item 3). A "
            + "model or an output is not fp32: say with `--tolerance` what is allowed.",
            Printed(Same with
            {
                Verdict = AnswersVerdict.NotJudged, Tolerance = null,
                Outputs = [Output(AnswersVerdict.NotJudged) with { LargestDifference = 0.1, LargestValue = 2, Item = 3 }],
            }));
        Assert.Equal(
            "Answers of m were **not compared**: the base's version cannot give them.",
            Printed(AnswersRecord.None("the base's version cannot give them")));
    }

    [Fact]
    public void Scores_and_notes_follow() => Assert.Equal(
        "Same answers of m to 256 made-up items: no value differs. Accuracy on these items: base 90.00 %, head 89.00 %, -1.00 (-2.00 to "
        + "+0.10) points: inconclusive. Fewer than 256 items were compared: the outputs are large.",
        Printed(Same with
        {
            Outputs = [Output(AnswersVerdict.Same)],
            Quality = new QualityChange
            {
                Id = "accuracy/f/m/cpu", Metric = "accuracy", Verdict = QualityVerdict.Inconclusive, Old = 0.9, New = 0.89, Items = 256,
                Low = -0.02, High = 0.001,
            },
            Notes = ["fewer than 256 items were compared: the outputs are large"],
        }));

    private static ComparedOutput Output(AnswersVerdict verdict) => new() { Name = "y", Verdict = verdict };

    private static string Printed(AnswersRecord answers, bool isAllowed = false)
    {
        var run = ReportFixture.Complete;
        var page = new Page();
        AnswersLines.Write(
            new GateRecord
            {
                Status = RunStatus.Complete, Run = run.Run, Environment = run.Environment, Fingerprint = run.Fingerprint,
                Conditions = run.Conditions, Kind = GateKind.Self, Base = "b", Head = "h", IsOneProcess = false, Launches = 6,
                ChangedAnswersAllowed = isAllowed, Subjects = [new GatedModel("m", [], [], []) { Answers = answers }],
            },
            page);
        return ReportFormats.Markdown.Print(new Report(page, () => "")).TrimEnd();
    }
}
