using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;
using Column = InferenceCost.Reporting.Document.MarkdownTable.Column;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How far each student behaves as the teacher does, item by item.</summary>
internal static class FidelityTable
{
    /// <summary>Writes the table, folded; nothing where nothing was compared.</summary>
    public static void Write(IReadOnlyList<Compared> compared, MarkdownWriter page)
    {
        var table = new MarkdownTable(
            Column.Words("Student"), Column.Numbers("Same answer"), Column.Numbers("Newly right", optional: true), Column.Numbers("Newly wrong", optional: true),
            Column.Numbers("Same wrong answer", optional: true), Column.Numbers("Error consistency", optional: true), Column.Numbers("Copy probability", optional: true),
            Column.Numbers("KL divergence, nats", optional: true), Column.Numbers("Probability loyalty", optional: true));
        foreach (var (student, quality) in compared)
        {
            if (quality.Fidelity is not { } fidelity)
            {
                continue;
            }

            table.Add(
                student, Figure.Percent(fidelity.Agreement, 2), Figure.Percent(fidelity.PositiveFlips, 2), Figure.Percent(fidelity.NegativeFlips, 2),
                Figure.Percent(fidelity.WrongAgreement, 1), Consistency(fidelity.ErrorConsistency, fidelity.ErrorConsistencyLow, fidelity.ErrorConsistencyHigh),
                Decimals(fidelity.CopyProbability), Figure.ThreeDigits(fidelity.PredictiveKl), Decimals(fidelity.ProbabilityLoyalty));
        }

        if (table.IsEmpty)
        {
            return;
        }

        page.Details("Does the student behave as the teacher does?", () =>
        {
            page.Table(table);
            page.Paragraph($"Newly right and newly wrong: items that the student gets right and the teacher wrong, and the reverse, which is what users notice. Same wrong answer: of the items that both get wrong. Error consistency: kappa of being right on the same items, 0 for chance, 1 for always, with its 95 % bootstrap interval. Copy probability: how often a student would have to copy the teacher to be so consistent with it. Probability loyalty: 1 for the same probabilities, 0 for opposite ones.");
        });
    }

    /// <summary>A kappa with its interval.</summary>
    public static string? Consistency(double? kappa, double? low, double? high) => kappa is null ? null
        : low is { } from && high is { } to ? $"{Decimals(kappa)} ({Decimals(from)} to {Decimals(to)})"
        : $"{Decimals(kappa)}, no interval";

    private static string Decimals(double? value) => value is { } number ? Figure.Fixed(number, 3) : Figure.None;
}
