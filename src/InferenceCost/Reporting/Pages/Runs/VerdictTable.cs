using System.Text.Json;
using InferenceCost.Findings.Claims;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>One row per student: the verdict, and what each part of it rests on.</summary>
internal static class VerdictTable
{
    /// <summary>Writes the table, its remarks, and how sure its intervals are.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
    {
        var metrics = subject.Claims.SelectMany(claim => claim.Resources).Select(resource => resource.Metric).Distinct()
            .OrderBy(MetricNames.Order).ThenBy(metric => metric, StringComparer.Ordinal).ToList();
        var notes = new Footnotes();
        var table = new MarkdownTable(
            [Column.Words("Student"), Column.Words("Verdict"), Column.Words(subject.Claims.Any(claim => claim.Quality is { } quality && (quality.Scale == "ratio" || !QualityFigures.IsShare(quality.Metric))) ? "Quality" : "Quality, points"), .. metrics.Select(metric => Column.Words(MetricNames.Heading(metric)))]);
        foreach (var claim in subject.Claims)
        {
            table.Add(
            [
                subject.Label(claim.Student), Markup.Bold(Verdict(claim.Verdict)), Quality(subject, claim, notes),
                .. metrics.Select(metric => (Markup?)Resource(claim, metric, notes)),
            ]);
        }

        page.Table(table);
        page.List(notes.Lines());
        page.Paragraph($"Quality is student minus teacher; 4.8x means that the student needs 4.8 times less; bold: required, and shown lower. Intervals: {Confidences(subject.Claims)}.");
    }

    /// <summary>The verdict in the very words of <c>run.json</c>.</summary>
    private static string Verdict(ClaimVerdict verdict) => JsonSerializer.SerializeToElement(verdict, RunJson.OneLine).GetString()!;

    private static Markup Quality(FamilyOnProvider subject, ClaimRecord claim, Footnotes notes)
    {
        if (claim.Quality is not { } quality)
        {
            return Markup.Of($"n/a{notes.Mark(WhyNoQuality(subject, claim))}");
        }

        var mark = quality.Margin is null || quality.MarginDeclaredBeforehand ? new Markup("") : notes.Mark("The margin was not declared beforehand.");
        var failed = quality.Classes?.Classes.Where(item => item.State == "fails").Select(item => item.Name).ToList() ?? [];
        var classes = quality.Verdict is not "inferior" && failed.Count > 0 ? notes.Mark($"On average; shown to lose more than a class may on {string.Join(", ", failed)}.") : new Markup("");
        return Markup.Of($"{QualityFigures.Brief(quality)} {quality.Verdict}{mark}{classes}");
    }

    private static string WhyNoQuality(FamilyOnProvider subject, ClaimRecord claim) =>
        subject.WhyUnavailable("quality", claim.Student) is { } reason ? reason
        : new[] { claim.Student, claim.Teacher }.Any(id => subject.Model(id)?.Weights == WeightsKind.Random)
            ? "Random weights have a cost and no quality."
            : "Quality was not measured.";

    private static Markup Resource(ClaimRecord claim, string metric, Footnotes notes)
    {
        var resource = claim.Resources.FirstOrDefault(resource => resource.Metric == metric);
        if (resource?.Estimate is not { } estimate || !double.IsFinite(estimate))
        {
            return Markup.Of($"n/a{notes.Mark(resource?.Note ?? $"{MetricNames.Heading(metric)} was not measured.")}");
        }

        var figure = Markup.Text(RatioText.Of(estimate, resource.Low, resource.High, resource.Source == "static"));
        var shown = resource.Shown switch
        {
            ShownDirection.Lower when resource.Required => Markup.Bold(figure),
            ShownDirection.Higher => Markup.Of($"{figure} higher"),
            _ => figure,
        };
        return resource.Note is { } note ? Markup.Of($"{shown}{notes.Mark(note)}") : shown;
    }

    private static string Confidences(IReadOnlyList<ClaimRecord> claims)
    {
        var quality = claims.Where(claim => claim.Quality is not null).Select(claim => ("quality", (double?)claim.Quality!.Confidence));
        var resources = claims.SelectMany(claim => claim.Resources).Where(resource => resource.Estimate is not null)
            .OrderBy(resource => MetricNames.Order(resource.Metric))
            .Select(resource => (resource.Source == "static" ? $"{MetricNames.Of(resource.Metric)} (counted, not measured)" : MetricNames.Of(resource.Metric), resource.Confidence));
        var parts = quality.Concat(resources).GroupBy(part => part.Item1)
            .Select(group => (group.Key, Values: group.Select(part => part.Item2).OfType<double>().Distinct().Order().Select(value => Figure.Confidence(value)).ToList()))
            .Select(part => part.Values.Count == 0 ? $"{part.Key} none" : $"{part.Key} {string.Join(" to ", Ends(part.Values))}");
        return string.Join(", ", parts) is { Length: > 0 } text ? text : "none";
    }

    private static IEnumerable<string> Ends(List<string> values) => new[] { values[0], values[^1] }.Distinct();
}
