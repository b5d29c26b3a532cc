using InferenceCost.Findings.Alternatives;
using InferenceCost.Findings.Claims;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Two ways of saving in one table: the teacher with smaller weights, and smaller models.</summary>
internal static class QuantiseOrDistilSection
{
    /// <summary>Writes the section; nothing where no family has a converted copy.</summary>
    public static void Write(RunView view, Page page)
    {
        var found = QuantiseOrDistil.All(view).ToList();
        if (found.Count == 0)
        {
            return;
        }

        page.Heading(2, $"Quantise or distil?");
        page.Paragraph(
            $"A model is beaten where another is shown better in something and shown worse in nothing, of quality, time per call, "
                + $"throughput, memory and size. Models that match the teacher within the margin count as alike in quality; "
                + $"of the others the higher score is the better one. Of two that are not beaten, a person has to say what counts.");
        foreach (var family in found)
        {
            var subject = view.Subjects.First(one => one.Family.Id == family.Family && one.Provider == family.Provider);
            page.Heading(3, $"{subject.Family.Name} on {subject.Provider}");
            page.Paragraph(Answer(subject, family));
            page.Table(Models(subject, family.Models));
        }
    }

    private static Phrase Answer(FamilyOnProvider subject, QuantiseOrDistil family)
    {
        List<string> standing = [.. family.Models.Where(model => model.BeatenBy.Count == 0).Select(model => subject.Label(model.Model))];
        var quality = family.Models.All(model => model.Score is null)
            ? Phrase.Of($" Quality was not measured, so that this is about cost alone.") : Phrase.Empty;
        return standing.Count == family.Models.Count
            ? Phrase.Of($"None is beaten by another.{quality}")
            : Phrase.Of($"Not beaten: {Phrase.Bold(string.Join(", ", standing))}.{quality}");
    }

    private static Table Models(FamilyOnProvider subject, IReadOnlyList<Alternative> models)
    {
        var time = Scale.OfNanoseconds(models.Select(model => model.Latency));
        var memory = Scale.OfBytes(models.Select(model => model.Memory).Where(value => value is not < Metric.MemoryResolution));
        var size = Scale.OfBytes(models.Select(model => (double?)model.FileBytes));
        return Table.Of(models)
            .Words("Model", model => subject.Label(model.Model))
            .Words("Made", model => Made(model.Making))
            .Words("Precision", model => model.Precision)
            .Numbers(Heading(models), model => Score(model), optional: true)
            .Numbers($"Latency, {time.Symbol}", model => time.Format(model.Latency), optional: true)
            .Numbers("Items a second", model => Figure.ThreeDigits(model.Throughput), optional: true)
            .Numbers($"Memory (growth), {memory.Symbol}", model => memory.Format(model.Memory), optional: true)
            .Numbers($"File, {size.Symbol}", model => size.Format(model.FileBytes))
            .Words("Beaten by", model => string.Join(", ", model.BeatenBy.Select(subject.Label)));
    }

    private static string Heading(IReadOnlyList<Alternative> models) =>
        models.Select(model => model.Metric).OfType<string>().Distinct().ToList() is [var one]
            ? $"{QualityMetric.Find(one).Heading} (interval)" : "Score (interval)";

    private static string? Score(Alternative model) => model is not { Metric: { } metric, Score: { } score } ? null
        : model is { Low: { } low, High: { } high }
            ? $"{QualityFigures.Score(metric, score)} ({QualityFigures.Interval(metric, low, high)})"
            : QualityFigures.Score(metric, score);

    private static string Made(Making making) => making switch
    {
        Making.Teacher => "the teacher",
        Making.Converted => "the teacher, quantised",
        Making.Distilled => "distilled",
        _ => "another way",
    };
}
