using InferenceCost.Findings.Claims;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using InferenceCost.Statistics;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>One row per student: the verdict, and what each part of it rests on.</summary>
internal static class VerdictTable
{
    /// <summary>Writes the table, its remarks, and how sure its intervals are.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var metrics = subject.Claims.SelectMany(claim => claim.Resources).Select(resource => resource.Metric).Distinct()
            .OrderBy(metric => Metric.Find(metric).Order).ThenBy(metric => metric, StringComparer.Ordinal).ToList();
        var notes = new Footnotes();
        var table = Table.Of(subject.Claims)
            .Words("Student", claim => subject.Label(claim.Student))
            .Words("Verdict", claim => Phrase.Bold(Verdict(claim.Verdict)))
            .Words(
                (InPoints(subject.Claims) ? "Quality, points" : "Quality") + At(subject.Claims.Select(claim => claim.Quality?.Confidence)),
                claim => Quality(subject, claim, notes));
        foreach (var metric in metrics)
        {
            var sure = subject.Claims.SelectMany(claim => claim.Resources).Where(resource => resource.Metric == metric)
                .Select(resource => resource.Confidence);
            table.Words(Metric.Find(metric).Heading + At(sure), claim => Resource(claim, metric, notes));
        }

        page.Table(table);
        page.List(notes.Lines());
        var how = Phrase.Of($"Quality is student minus teacher; 4.83x means that the student needs 4.83 times less; bold: required, "
            + $"and shown lower. In brackets the intervals, at the confidence that their heading names; a size is counted.");
        page.Paragraph(MeasuredAt(subject) is { } shapes ? Phrase.Of($"{shapes} {how}") : how);
        VerdictLegend.Write(subject.Claims, page);
    }

    /// <summary>The shapes and the threads that the verdicts are about, which no figure means anything without.</summary>
    private static string? MeasuredAt(FamilyOnProvider subject)
    {
        var cases = subject.Cases(Metric.Latency.Id).Where(item => !item.IsFurther).ToList();
        return MeasuredShapes.Describe(cases) is not { } shapes ? null
            : FormattableString.Invariant($"Measured at {shapes}, {cases[0].Threads} thread{(cases[0].Threads == 1 ? "" : "s")}.");
    }

    private static bool InPoints(IEnumerable<ClaimRecord> claims) =>
        !claims.Any(
            claim => claim.Quality is { } quality && (quality.Scale == QualityScale.Ratio || !QualityMetric.Find(quality.Metric).IsShare));

    /// <summary>The verdict in the very words of <c>run.json</c>.</summary>
    private static string Verdict(ClaimVerdict verdict) => EnumWord.Of(verdict);

    private static Phrase Quality(FamilyOnProvider subject, ClaimRecord claim, Footnotes notes)
    {
        if (claim.Quality is not { } quality)
        {
            return Phrase.Of($"n/a{notes.Mark(WhyNoQuality(subject, claim))}");
        }

        var mark = quality.Margin is null || quality.MarginDeclaredBeforehand
            ? Phrase.Empty
            : notes.Mark("The margin was not declared beforehand.");
        var failed = quality.Classes?.Classes.Where(item => item.State == ClassState.Fails).Select(item => item.Name).ToList() ?? [];
        var classes = quality.Verdict != NonInferiorityVerdict.Inferior && failed.Count > 0
            ? notes.Mark($"On average; shown to lose more than a class may on {string.Join(", ", failed)}.")
            : Phrase.Empty;
        var recorded = subject.Model(claim.Teacher) is { IsRecorded: true, Answers: { } answers }
            ? notes.Mark($"Against answers of the teacher that were recorded elsewhere ({answers.Words}).")
            : Phrase.Empty;
        return Phrase.Of(
            $"{QualityFigures.Brief(quality)} {QualityWords.Of(quality)}{mark}{classes}{recorded}{AtBatch(subject, claim, notes)}");
    }

    private static Phrase AtBatch(FamilyOnProvider subject, ClaimRecord claim, Footnotes notes) =>
        subject.Quality.Any(quality => quality.Model == claim.Student && quality.Batch is not null)
            ? notes.Mark(BatchLines.Brief(subject.Quality.First(quality => quality.Model == claim.Student)))
            : Phrase.Empty;

    private static string WhyNoQuality(FamilyOnProvider subject, ClaimRecord claim) =>
        subject.WhyUnavailable(Metric.Quality.Id, claim.Student) is { } reason ? reason
        : new[] { claim.Student, claim.Teacher }.Any(id => subject.Model(id)?.Weights == WeightsKind.Random)
            ? "Random weights have a cost and no quality."
            : "Quality was not measured.";

    private static Phrase Resource(ClaimRecord claim, string metric, Footnotes notes)
    {
        var resource = claim.Resources.FirstOrDefault(resource => resource.Metric == metric);
        if (resource?.Estimate is not { } estimate || !double.IsFinite(estimate))
        {
            return Phrase.Of($"n/a{notes.Mark(resource?.Note ?? $"{Metric.Find(metric).Heading} was not measured.")}");
        }

        var figure = Phrase.Text(RatioText.Compose(estimate, resource.Low, resource.High, resource.Source == ResourceSource.Static));
        var shown = resource.Shown switch
        {
            ShownDirection.Lower when resource.Required => Phrase.Bold(figure),
            ShownDirection.Higher => Phrase.Of($"{figure} higher"),
            _ => figure,
        };
        return resource.Note is { } note ? Phrase.Of($"{shown}{notes.Mark(note)}") : shown;
    }

    /// <summary>How sure the intervals of a column are, for its heading; empty where it has none.</summary>
    private static string At(IEnumerable<double?> confidences)
    {
        List<string> all = [.. confidences.OfType<double>().Distinct().Order().Select(value => Figure.Confidence(value))];
        return all.Count == 0 ? "" : $" ({string.Join(" to ", new[] { all[0], all[^1] }.Distinct())})";
    }
}
