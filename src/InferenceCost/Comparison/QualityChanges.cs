using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// The scores of two runs, matched by model and provider. Answers are no times: another machine is no reason not to compare them.
/// </summary>
internal static class QualityChanges
{
    /// <summary>One change for each score that both runs have, in the order of the ids.</summary>
    public static IReadOnlyList<QualityChange> Find(StoredRun old, StoredRun @new)
    {
        var later = @new.Record.Quality.ToLookup(Id, StringComparer.Ordinal);
        return
        [
            .. from before in old.Record.Quality.DistinctBy(Id, StringComparer.Ordinal)
               where later.Contains(Id(before))
               orderby Id(before)
               select Find(old, before, @new, later[Id(before)].First()),
        ];
    }

    private static string Id(QualityRecord record) => CaseId.Of(record).ToString();

    private static QualityChange Find(StoredRun old, QualityRecord before, StoredRun @new, QualityRecord after)
    {
        var change = new QualityChange
        {
            Id = Id(before), Metric = before.Metric, Verdict = QualityVerdict.NotComparable, Old = before.Score, New = after.Score,
            Items = after.Items, Margin = Margin(@new.Record, before),
        };
        if (Task(old.Record, before)?.Dataset?.Sha256 is var data && data != Task(@new.Record, after)?.Dataset?.Sha256
            || before.Items != after.Items)
        {
            return change with { Reason = FormattableString.Invariant($"scored on other data: {before.Items} and {after.Items} items") };
        }

        if (before.Predictions is { } answers && answers.Sha256 == after.Predictions?.Sha256)
        {
            return change with { Verdict =
                QualityVerdict.Same, Low = 0, High = 0, Confidence = 1, Method = "same answers", OnlyOldRight = 0, OnlyNewRight = 0 };
        }

        var (compared, reason) = RecordedAnswers.Compare(old, before, @new, after);
        if (compared is { Counts: { Discordant: 0 } })
        {
            return change with { Verdict =
                QualityVerdict.Same, Low = 0, High = 0, Confidence = 1, Method = "same answers", OnlyOldRight = 0, OnlyNewRight = 0 };
        }

        var interval = compared is null ? Unpaired(before, after) : compared.Difference;
        return interval is not { } difference
            ? change with
            {
                Verdict = QualityVerdict.Inconclusive,
                Reason = compared is null ? "the stored scores are no shares of items" : "the items support no interval",
            }
            : change with
            {
                Verdict = QualityRule.Decide(difference, change.Margin), Reason = reason, Low = difference.Low, High = difference.High,
                Confidence = difference.Confidence, Method = compared?.Method ?? "Newcombe score",
                OnlyOldRight = compared?.Counts?.OnlyTeacherRight, OnlyNewRight = compared?.Counts?.OnlyStudentRight,
            };
    }

    private static Interval? Unpaired(QualityRecord before, QualityRecord after) =>
        QualityMetric.Find(before.Metric).CountsItems && before.Items > 0 && before.Score is >= 0 and <= 1 && after.Score is >= 0 and <= 1
            ? NewcombeInterval.Compute(Right(before), before.Items, Right(after), after.Items, QualityRule.Confidence)
            : null;

    private static int Right(QualityRecord record) => (int)Math.Round(record.Score * record.Items);

    private static TaskRecord? Task(RunRecord run, QualityRecord record) =>
        run.Families.FirstOrDefault(family => family.Id == record.Family)?.Task;

    /// <summary>The family's margin as points; one that was declared for another metric says nothing of this score.</summary>
    private static double? Margin(RunRecord run, QualityRecord before) =>
        Task(run, before) is { Margin: { } margin } task && (task.Metric ?? QualityMetric.Default.Id) == before.Metric
            ? margin.Kind == MarginKind.Relative ? margin.Value * before.Score : margin.Value
            : null;
}
