using InferenceCost.Findings.Providers;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>
/// The same models on the CPU and on another provider: how many times less the other takes, and from which batch on it pays.
/// </summary>
internal static class ProviderSection
{
    /// <summary>Writes the section; nothing where no family ran on the CPU and elsewhere.</summary>
    public static void Write(RunView view, Page page)
    {
        var comparisons = ProviderComparison.All(view).ToList();
        if (comparisons.Count == 0)
        {
            return;
        }

        page.Heading(2, $"CPU against other providers");
        page.Paragraph($"How many times less the other provider takes than the CPU for the same call, copies to and from its device "
            + $"included; below 1x it takes longer. Both were measured in this run, one after the other and not interleaved: "
            + $"what the machine did between them is no part of the interval.");
        foreach (var pair in comparisons)
        {
            var other = view.Subjects.First(subject => subject.Family.Id == pair.Family && subject.Provider == pair.Provider);
            page.Heading(3, $"{other.Family.Name}: {other.Provider} against the CPU");
            page.Table(Costs(other, pair.Costs));
            page.List(pair.FasterFrom.Select(found => Pays(other, found)));
        }
    }

    private static Table Costs(FamilyOnProvider other, IReadOnlyList<ProviderCost> costs) => Table.Of(costs)
        .Words("What", cost => Metric.Find(cost.Metric).Heading)
        .Words("Model", cost => other.Label(cost.Model))
        .Numbers("Batch", cost => CaseCells.Whole(cost.Batch))
        .Numbers("CPU", cost => Value(cost.Metric, cost.Cpu))
        .Numbers(other.Provider, cost => Value(cost.Metric, cost.Other))
        .Numbers(
            $"CPU over {other.Provider} (interval)",
            cost => RatioText.Compose(cost.Factor.Estimate, cost.Factor.Low, cost.Factor.High, isStatic: false))
        .Numbers("Confidence", cost => Figure.Confidence(cost.Factor.Confidence));

    private static Phrase Pays(FamilyOnProvider other, FasterFromBatch found)
    {
        var batches = string.Join(", ", found.Measured.Select(CaseCells.Whole));
        var says = found.Shown switch
        {
            FasterProvider.Other => $"{other.Provider} is faster from batch {CaseCells.Whole(found.Batch!.Value)} on (measured: {batches})",
            FasterProvider.Cpu => $"the CPU is faster at every batch that was measured ({batches})",
            _ => $"from which batch on {other.Provider} is faster is not shown (measured: {batches})",
        };
        return Phrase.Of($"{other.Label(found.Model)}: {says}.");
    }

    private static string Value(string metric, double median) =>
        metric == Metric.Latency.Id
            ? Scale.OfNanoseconds([median]) is var time ? $"{time.Format(median)} {time.Symbol}" : ""
            : $"{Figure.ThreeDigits(median)} items/s";
}
