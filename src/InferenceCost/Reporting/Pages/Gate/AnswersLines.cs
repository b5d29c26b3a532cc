using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Pages.Comparison;

namespace InferenceCost.Reporting.Pages.Gate;

/// <summary>Whether both sides answer alike, a line for each subject, different ones first.</summary>
internal static class AnswersLines
{
    private static readonly AnswersVerdict[] Order =
        [AnswersVerdict.Different, AnswersVerdict.NotJudged, AnswersVerdict.NotCompared, AnswersVerdict.Same];

    /// <summary>Writes the lines.</summary>
    public static void Write(GateRecord record, Page page)
    {
        var lines = record.Subjects.Where(subject => subject.Answers is not null)
            .OrderBy(subject => Array.IndexOf(Order, subject.Answers!.Verdict))
            .Select(subject => Line(subject.Name, subject.Answers!, record.ChangedAnswersAllowed)).ToList();
        if (lines is [var only])
        {
            page.Paragraph(only);
        }

        page.List(lines.Count == 1 ? [] : lines);
    }

    private static Phrase Line(string name, AnswersRecord answers, bool isAllowed) => Phrase.Join(" ",
    [
        answers.Verdict switch
        {
            AnswersVerdict.Same => Phrase.Of($"Same answers of {name}{Items(answers)}: {Largest(answers)}."),
            AnswersVerdict.Different => Phrase.Of(
                $"{Phrase.Bold("Different answers")} of {name}{Items(answers)}: {answers.Reason ?? Worst(answers)}."),
            AnswersVerdict.NotJudged => Phrase.Of(
                $"{Phrase.Bold("No verdict")} on the answers of {name}{Items(answers)}: {Worst(answers)}. A model or an output is not "
                + $"fp32: say with {Phrase.Code("--tolerance")} what is allowed."),
            _ => Phrase.Of($"Answers of {name} were {Phrase.Bold("not compared")}: {answers.Reason}."),
        },
        .. answers.Verdict == AnswersVerdict.Different && isAllowed
            ? [Phrase.Of($"Accepted with {Phrase.Code("--allow-changed-answers")}.")]
            : Array.Empty<Phrase>(),
        .. answers.Quality is { } quality ? [Quality(quality)] : Array.Empty<Phrase>(),
        .. answers.Notes.Select(note => Phrase.Of($"{char.ToUpperInvariant(note[0]).ToString()}{note[1..]}.")),
    ]);

    private static Phrase Items(AnswersRecord answers) => answers.Items == 0 ? Phrase.Empty
        : answers.Inputs == InputsKind.Synthetic ? Phrase.Of($" to {Figure.Count(answers.Items)} made-up items")
        : Phrase.Of($" to {Figure.Count(answers.Items)} items");

    private static string Largest(AnswersRecord answers)
    {
        var largest = answers.Outputs.Max(output => output.Share);
        return largest is null or 0 ? "no value differs" : $"the largest difference is {Share(largest)} of the base's largest value, "
            + $"{Share(answers.Tolerance)} is allowed";
    }

    /// <summary>What is wrong with the first output that is not alike.</summary>
    private static string Worst(AnswersRecord answers)
    {
        var output = answers.Outputs.First(output => output.Verdict == answers.Verdict);
        List<string> faults =
        [
            .. output.Fault is { } fault ? [fault] : Array.Empty<string>(),
            .. output.NotFinite > 0 ? [$"{Count(output.NotFinite, "value")} finite on one side only"] : Array.Empty<string>(),
            .. output.Share > 0 ? [Apart(output, answers.Tolerance)] : Array.Empty<string>(),
            .. output.Unequal > 0 ? [$"{Count(output.Unequal.Value, "value")} not equal, first at item {Figure.Count(output.Item)}"]
                : Array.Empty<string>(),
            .. output.ChangedClasses > 0 ? [$"{Count(output.ChangedClasses.Value, "item")} of another class"] : Array.Empty<string>(),
        ];
        var others = answers.Outputs.Count(other => other.Verdict == answers.Verdict) - 1;
        return $"output {output.Name}: {string.Join(", ", faults)}{(others > 0 ? $"; and {Count(others, "more output")}" : "")}";
    }

    private static string Apart(ComparedOutput output, double? tolerance) =>
        $"up to {(double.IsFinite(output.Share!.Value) ? Share(output.Share) : "any share")} of the base's largest value apart "
        + $"(item {Figure.Count(output.Item)})"
        + $"{(tolerance is null ? "" : $" where {Share(tolerance)} is allowed")}";

    private static Phrase Quality(QualityChange quality)
    {
        var metric = QualityMetric.Find(quality.Metric);
        string Score(double value) => metric.IsShare ? Figure.Percent(value, 2) : Figure.ThreeDigits(value);
        return $"{metric.Heading} on these items: base {Score(quality.Old)}, head {Score(quality.New)}{Points(quality, metric)}: "
            + $"{VerdictWords.Of(quality.Verdict)}.";
    }

    private static string Points(QualityChange quality, QualityMetric metric) =>
        metric.IsShare && quality is { Low: { } low, High: { } high }
            ? $", {Figure.Points(quality.New - quality.Old, low, high)} points"
            : "";

    private static string Count(long count, string what) => $"{Figure.Count(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Share(double? share) => $"{Figure.ThreeDigits(100 * share)} %";
}
