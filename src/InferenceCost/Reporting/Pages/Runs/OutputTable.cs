using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What other providers computed beside the CPU: a fast kernel that computes something else is seen here.</summary>
internal static class OutputTable
{
    /// <summary>
    /// From here on a difference gets a remark, as a share of the largest value. Products with TF32 or 16-bit numbers, whose rounding is 2^-11, stay
    /// below it over tens of layers; a wrong kernel does not.
    /// </summary>
    private const double Notable = 0.02;

    /// <summary>Writes the table; nothing where all ran on the CPU.</summary>
    public static void Write(RunView view, MarkdownWriter page)
    {
        if (view.Record.Outputs.Count == 0)
        {
            return;
        }

        page.Heading(3, $"Outputs beside the CPU's");
        var table = new MarkdownTable(
            Column.Words("Model"), Column.Words("Provider"), Column.Numbers("Items"), Column.Numbers("Largest difference"), Column.Numbers("Mean difference"),
            Column.Numbers("Largest value"), Column.Numbers("Other class", optional: true), Column.Words("Remark", optional: true));
        foreach (var output in view.Record.Outputs)
        {
            table.Add(
                $"{output.Family}/{output.Model}", output.Provider, CaseCells.Whole(output.Items), Figure.ThreeDigits(output.LargestDifference),
                Figure.ThreeDigits(output.MeanDifference), Figure.ThreeDigits(output.LargestValue), output.OtherClass is { } other ? CaseCells.Whole(other) : null,
                output.LargestDifference is not { } largest ? "one gives no finite number where the other does"
                : largest > Notable * output.LargestValue ? "computes something else than the CPU" : null);
        }

        page.Table(table);
    }
}
