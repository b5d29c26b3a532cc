using InferenceCost.Comparison;
using InferenceCost.Foundation.Figures;
using InferenceCost.Gate;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Gate;

/// <summary>What a comparison of a build with itself, or with a change of known size, says about this machine.</summary>
internal static class GateSelfTest
{
    /// <summary>Writes the lines; none where two different sides were compared.</summary>
    public static void Write(GateRecord record, Page page)
    {
        if (record.Kind != GateKind.Self && record.Planted is null)
        {
            return;
        }

        List<(string Word, List<CostChange> Changes, double Planted)> parts =
        [
            ("time", Of(record, Metric.Latency.Id), record.Planted?.Time ?? 0),
            ("memory", Of(record, Metric.PeakMemory.Id), record.Planted?.Memory ?? 0),
        ];
        foreach (var (word, changes, planted) in parts.Where(part => part.Planted > 0))
        {
            page.Paragraph($"Planted: {Percent(planted)} more {word} in HEAD; found in "
                + $"{Figure.Count(changes.Count(change => change.Verdict == ChangeVerdict.Slower))} of "
                + $"{Figure.Count(changes.Count)} cases.");
        }

        var unchanged = parts.Where(part => part.Planted == 0).SelectMany(part => part.Changes).ToList();
        if (record.Kind == GateKind.Self && unchanged.Count > 0)
        {
            page.Paragraph(
                $"Both sides are this build: false alarms in {Figure.Count(Alarms(unchanged))} of {Figure.Count(unchanged.Count)} cases.");
        }

        page.Paragraph($"The smallest change that these launches could have shown in every case: "
            + $"{string.Join(", ", parts.Select(part => $"{part.Word} {Smallest(part.Changes)}"))}.");
    }

    private static List<CostChange> Of(GateRecord record, string metric) => [.. record.Changes().Where(change => change.Metric == metric)];

    private static int Alarms(IEnumerable<CostChange> changes) =>
        changes.Count(change => change.Verdict is ChangeVerdict.Slower or ChangeVerdict.Faster);

    private static string Smallest(List<CostChange> changes) =>
        changes.Exists(change => change.MinimumDetectable is null) || changes.Max(change => change.MinimumDetectable) is not { } sees
            ? "n/a"
            : Percent(sees);

    private static string Percent(double share) => Figure.ThreeDigits(Math.Round(100 * share, 1)) + " %";
}
