using InferenceCost.Foundation.Figures;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>How far each student behaves as the teacher does, item by item.</summary>
internal static class FidelityTable
{
    /// <summary>Writes the table, folded; nothing where nothing was compared.</summary>
    public static void Write(IReadOnlyList<Compared> compared, Page page)
    {
        var table = Table
            .Of(compared.Where(item => item.Quality.Fidelity is not null).Select(item => (item.Student, Fidelity: item.Quality.Fidelity!)))
            .Words("Student", item => item.Student)
            .Numbers("Same answer", item => Figure.Percent(item.Fidelity.Agreement, 2))
            .Numbers("Newly right", item => Figure.Percent(item.Fidelity.PositiveFlips, 2), optional: true, legend: "Newly right and newly "
                + "wrong: items that the student gets right and the teacher wrong, and the reverse, which is what users notice.")
            .Numbers("Newly wrong", item => Figure.Percent(item.Fidelity.NegativeFlips, 2), optional: true)
            .Numbers(
                "Same wrong answer", item => Figure.Percent(item.Fidelity.WrongAgreement, 1), optional: true,
                legend: "Same wrong answer: of the items that both get wrong.")
            .Numbers(
                "Error consistency",
                item => Consistency(item.Fidelity.ErrorConsistency, item.Fidelity.ErrorConsistencyLow, item.Fidelity.ErrorConsistencyHigh),
                optional: true,
                legend: "Error consistency: kappa of being right on the same items, 0 for chance, 1 for always, "
                    + "with its 95 % bootstrap interval.")
            .Numbers(
                "Copy probability", item => Figure.Fixed(item.Fidelity.CopyProbability, 3), optional: true,
                legend: "Copy probability: how often a student would have to copy the teacher to be so consistent with it.")
            .Numbers("KL divergence, nats", item => Figure.ThreeDigits(item.Fidelity.PredictiveKl), optional: true)
            .Numbers(
                "Probability loyalty", item => Figure.Fixed(item.Fidelity.ProbabilityLoyalty, 3), optional: true,
                legend: "Probability loyalty: 1 for the same probabilities, 0 for opposite ones.");
        if (!table.IsEmpty)
        {
            page.Details("Does the student behave as the teacher does?", () => page.Table(table));
        }
    }

    /// <summary>A kappa with its interval.</summary>
    public static string? Consistency(double? kappa, double? low, double? high) => kappa is null ? null
        : low is { } from && high is { } to ? $"{Figure.Fixed(kappa, 3)} ({Figure.Fixed(from, 3)} to {Figure.Fixed(to, 3)})"
        : $"{Figure.Fixed(kappa, 3)}, no interval";
}
