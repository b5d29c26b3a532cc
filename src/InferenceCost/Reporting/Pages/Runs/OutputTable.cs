using InferenceCost.Records;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What other providers computed beside the CPU: a fast kernel that computes something else is seen here.</summary>
internal static class OutputTable
{
    /// <summary>
    /// From here on a difference gets a remark, as a share of the largest value. Products with TF32 or 16-bit numbers, whose rounding is
    /// 2^-11, stay below it over tens of layers; a wrong kernel does not.
    /// </summary>
    private const double Notable = 0.02;

    /// <summary>Writes the table; nothing where all ran on the CPU.</summary>
    public static void Write(RunView view, Page page)
    {
        if (view.Record.Outputs.Count == 0)
        {
            return;
        }

        page.Heading(3, $"Outputs beside the CPU's");
        page.Table(Table.Of(view.Record.Outputs)
            .Words("Model", output => $"{output.Family}/{output.Model}")
            .Words("Provider", output => output.Provider)
            .Numbers("Items", output => CaseCells.Whole(output.Items))
            .Numbers("Largest difference", output => Figure.ThreeDigits(output.LargestDifference))
            .Numbers("Mean difference", output => Figure.ThreeDigits(output.MeanDifference))
            .Numbers("Largest value", output => Figure.ThreeDigits(output.LargestValue))
            .Numbers("Other class", output => output.OtherClass is { } other ? CaseCells.Whole(other) : null, optional: true)
            .Words("Remark", Remark, optional: true));
    }

    private static Phrase? Remark(OutputRecord output) =>
        output.LargestDifference is not { } largest ? "one gives no finite number where the other does"
        : largest > Notable * output.LargestValue ? "computes something else than the CPU"
        : null;
}
