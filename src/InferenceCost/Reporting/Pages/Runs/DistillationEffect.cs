using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What learning from the teacher gave, told apart from what size cost.</summary>
internal static class DistillationEffect
{
    /// <summary>Writes a line for each distilled student with a scored control; nothing where there is none.</summary>
    public static void Write(IReadOnlyList<Compared> compared, Page page)
    {
        var lines = compared.Where(item => item.Quality.Distillation is not null)
            .Select(item => Line(item.Student, item.Quality.Distillation!)).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        page.Heading(4, $"What distillation gave");
        page.List(lines);
        page.Paragraph($"A control is the same network, trained on the labels alone. The difference of two files holds for these two "
            + $"files; what distillation as a way of training gives can be told from at least five seeds of each arm only.");
    }

    private static Phrase Line(string student, DistillationRecord gain)
    {
        var gap = gain.GapClosed is { Low: { } low, High: { } high } closed
            ? Phrase.Of(
                $"; of the gap between control and teacher it closed {Percent(closed.Estimate)} ({Percent(low)} to {Percent(high)})")
            : Phrase.Of($"; share of the gap closed: n/a ({gain.GapNotShown ?? "not computed"})");
        var seeds = gain.Seeds is { } arms
            ? Phrase.Of($". Over {arms.Distilled.Count} distilled seeds and {arms.Controls.Count} controls: "
                + $"{Figure.Points(arms.Delta, arms.Low, arms.High)} points ({Figure.Confidence(arms.Confidence)} interval over seeds): "
                + $"{Conclusion(gain.Conclusion)}")
            : Phrase.Empty;
        return Phrase.Of($"{student}: {Figure.Points(gain.Delta, gain.Low, gain.High)} points against {gain.Control} "
            + $"({Figure.Confidence(gain.Confidence)} interval, these two files){gap}{seeds}.");
    }

    private static string Conclusion(DistillationConclusion conclusion) => conclusion switch
    {
        DistillationConclusion.Helps => "distillation helps here",
        DistillationConclusion.Hurts => "distillation hurts here",
        DistillationConclusion.NotShown => "that distillation helps is not shown",
        _ => "too few seeds to speak of distillation itself",
    };

    private static string Percent(double share) => Figure.Fixed(100 * share, 0) + " %";
}
