using InferenceCost.Findings.Sizes;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How cost grows with size over a family of at least four sizes, as straight lines on logarithmic axes.</summary>
internal static class SizeCurveTable
{
    /// <summary>Writes the table; nothing where there are too few sizes.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var table = Table.Of(SizeCurve.Find(subject))
            .Words("Cost", curve => curve.Cost == Metric.PeakMemory.Id ? "memory, growth at peak" : Metric.Find(curve.Cost).Name)
            .Words("Against", curve => curve.Against == SizeKind.Parameters ? "parameters" : "multiply-adds an item")
            .Numbers("Models", curve => Figure.Count(curve.Models))
            .Numbers("Slope", curve => Figure.Fixed(curve.Exponent, 2))
            .Numbers("Twice the size costs", curve => Figure.Ratio(Math.Pow(2, curve.Exponent)))
            .Words("Farthest from the line", curve => Farthest(subject, curve));
        if (table.IsEmpty)
        {
            return;
        }

        page.Heading(4, $"How cost grows with size");
        page.Paragraph($"A straight line on two logarithmic axes: 1 is a cost that grows as the size does, less is a small model that "
            + $"saves less than its size says. Descriptive: with four sizes two degrees of freedom are left, and these "
            + $"models were not drawn at random.");
        page.Table(table);
    }

    private static string Farthest(FamilyOnProvider subject, SizeCurve curve)
    {
        var off = curve.FarthestFactor;
        return $"{subject.Label(curve.FarthestModel)}: {Figure.Ratio(Math.Max(off, 1 / off))} {(off > 1 ? "above" : "below")}";
    }
}
