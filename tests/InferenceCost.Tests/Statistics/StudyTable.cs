using System.Globalization;

namespace InferenceCost.Tests.Statistics;

/// <summary>The rows of a Markdown table, and what its numbers missed.</summary>
internal sealed class StudyTable
{
    private readonly ITestOutputHelper output;
    private readonly List<string> missed = [];

    internal StudyTable(ITestOutputHelper output, params string[] headings)
    {
        this.output = output;
        Row(headings);
        Row([.. headings.Select(_ => ":--")]);
    }

    internal void Row(params string[] cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>The study goes on after a miss, so that its table is whole.</summary>
    internal void Miss(string what) => missed.Add(what);

    internal void AssertNothingMissed() => Assert.Empty(missed);

    internal static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    internal static string WholePercent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);

    internal static string Points(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);

    internal static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
