using System.CommandLine;
using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Judging;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Judging;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>judge</c>: compares predictions that were recorded elsewhere, such as those of a model behind an API.</summary>
internal static class JudgeCommand
{
    private static readonly Argument<string> Teacher =
        new("TEACHER") { Description = "The larger model's predictions: CSV, JSON lines, or a log (docs/judge.md)" };
    private static readonly Argument<string> Student = new("STUDENT") { Description = "The smaller model's predictions on the same items" };
    private static readonly Option<string[]> Controls = CommonOptions.Many(
        "--control", "Predictions of a student that learnt without the teacher", "FILE");
    private static readonly Option<string[]> OtherTeachers = CommonOptions.Many(
        "--other-teacher", "Predictions of a larger model that the student did not learn from", "FILE");
    private static readonly Option<string?> Again = new("--answers-again")
    {
        Description = "What the teacher answered when it was asked a second time: the share of answers that change by themselves",
        HelpName = "FILE",
    };
    private static readonly Option<string[]> Filters = CommonOptions.Many(
        "--filter", "Of a log with several filters or scorers, the one to judge by", "NAME");
    private static readonly Option<string?> ScoreColumn =
        new("--score-column") { Description = "Of a log with several metrics, the one to read as the score", HelpName = "NAME" };
    private static readonly Option<double?> Margin = new("--margin")
    {
        Description = "How much worse the student may be, 0.01 = one point; marked as not declared beforehand",
        HelpName = "X",
    };
    private static readonly Option<double?> RatioMargin =
        new("--ratio-margin") { Description = "The same as a share of the teacher's score, 0.01 = one percent of it", HelpName = "X" };
    private static readonly Option<string?> MetricOption =
        new("--metric")
        {
            Description = $"{MetricWords()}; another number may stand after @ (default: accuracy where there are labels, else score)",
            HelpName = "NAME",
        };
    private static readonly Option<string?> TeacherCost = Cost(
        "--teacher-cost", "What one item costs with the teacher, with its unit: \"0.0021 USD\"");
    private static readonly Option<string?> StudentCost = Cost("--student-cost", "What one item costs with the student, in the same unit");
    private static readonly Option<string?> DistillationCost = Cost(
        "--distillation-cost", "What making the student cost in all, in the same unit");
    private static readonly Option<string[]> FailOn = CommonOptions.Many(
        "--fail-on", "Exit with 5 when the student is not shown to match (claim)", "claim");

    public static Command Create()
    {
        MetricOption.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !QualityMetric.IsKnown(name))
            {
                result.AddError($"--metric {name}: unknown; use {MetricWords()}");
            }
        });
        FailOn.AcceptOnlyFromAmong("claim");
        var command = new Command(
            "judge", "Say from recorded predictions whether the smaller model matches the larger one, and what its errors cost")
        {
            Teacher, Student, Controls, OtherTeachers, Again, Filters, ScoreColumn, Margin, RatioMargin, MetricOption, TeacherCost,
            StudentCost, DistillationCost, FailOn,
        };
        command.SetAction(Judge);
        return command;
    }

    private static int Judge(ParseResult parsed)
    {
        var (margin, costs) = (MarginOf(parsed), CostsOf(parsed));
        var judgement = Judging.Judge.Decide(Read(parsed), parsed.GetValue(MetricOption), margin, costs);
        var format = CommonOptions.ReportFormat(parsed, ReportFormats.Terminal);
        Console.Out.Write(format.Print(JudgementReport.Compose(judgement)));
        return parsed.GetValue(FailOn)!.Length > 0 && !judgement.Matches ? ExitCode.FailedCheck : ExitCode.Fine;
    }

    private static JudgedFiles Read(ParseResult parsed)
    {
        var (controls, others) = (parsed.GetValue(Controls)!, parsed.GetValue(OtherTeachers)!);
        var form = parsed.GetValue(MetricOption) is { } metric ? QualityMetric.Find(metric).Form : AnswerForm.Classes;
        var choices = new ReadingChoices { Filters = parsed.GetValue(Filters)!, Score = parsed.GetValue(ScoreColumn), Form = form };
        var read = RecordedPredictions.ReadTogether(
            [
                parsed.GetValue(Teacher)!, parsed.GetValue(Student)!, .. controls, .. others,
                .. parsed.GetValue(Again) is { } again ? new[] { again } : [],
            ],
            choices);
        var asked = read.Take(2 + controls.Length + others.Length).ToList();
        // Aligned here, so that what was read (a million ids a file) is let go with this frame and not kept until all is judged.
        return new JudgedFiles(asked[0], asked[1], asked[2..(2 + controls.Length)], asked[(2 + controls.Length)..])
        {
            TeacherAgain = read.Skip(asked.Count).FirstOrDefault(),
        }.Aligned();
    }

    private static MarginRecord? MarginOf(ParseResult parsed)
    {
        var (points, share) = (parsed.GetValue(Margin), parsed.GetValue(RatioMargin));
        if (points is not null && share is not null)
        {
            throw new InputException("--margin and --ratio-margin exclude each other", "give the one that was declared");
        }

        if (points is not null && parsed.GetValue(MetricOption) == QualityMetric.Perplexity.Id)
        {
            throw new InputException(
                "perplexity is compared as a ratio, and --margin is a difference",
                FormattableString.Invariant($"give --ratio-margin {(points is > 0 and < 1 ? points : 0.01)}"));
        }

        var isShare = share is not null || parsed.GetValue(MetricOption) is not { } metric || QualityMetric.Find(metric).IsShare;
        return (points ?? share) is not { } value ? null
            : value > 0 && double.IsFinite(value) && (value < 1 || !isShare) ? new MarginRecord(
                share is null ? MarginKind.Absolute : MarginKind.Relative, value, "given on the command line", null, "command line")
            : throw new InputException(
                FormattableString.Invariant($"margin {value}: must be above 0{(isShare ? " and below 1" : "")}"),
                "0.01 is one point, or one percent of the teacher's quality");
    }

    private static ItemCosts? CostsOf(ParseResult parsed)
    {
        var given = new[] { TeacherCost, StudentCost, DistillationCost }
            .Select(
                option => parsed.GetValue(option) is { } text ? Amount(option.Name, text) : ((double Value, string Unit)?)null).ToList();
        if (given.TrueForAll(cost => cost is null))
        {
            return null;
        }

        if (given is not [{ } teacher, { } student, var distillation])
        {
            throw new InputException(
                "--teacher-cost and --student-cost belong together, and --distillation-cost needs both", "give both costs of one item");
        }

        var units = given.OfType<(double Value, string Unit)>().Select(cost => cost.Unit).Distinct().ToList();
        return units.Count == 1
            ? new ItemCosts(units[0], teacher.Value, student.Value, distillation?.Value)
            : throw new InputException($"the costs are given in {string.Join(" and ", units)}", "give all costs in one unit");
    }

    private static (double Value, string Unit) Amount(string option, string text)
    {
        var parts = text.Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 2 && double.TryParse(
            parts[0], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? (value, parts[1])
            : throw new InputException($"{option} '{text}': not a cost", "use a number that is not negative, and its unit: \"0.0021 USD\"");
    }

    /// <summary>Their names as a sentence says them: a, b or c.</summary>
    private static string MetricWords()
    {
        var ids = QualityMetric.Compared.Select(metric => metric.Id).ToList();
        return $"{string.Join(", ", ids.SkipLast(1))} or {ids[^1]}";
    }

    private static Option<string?> Cost(string name, string description) => new(name) { Description = description, HelpName = "COST" };
}
