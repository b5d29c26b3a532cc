using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Formats;

/// <summary>A form in which reports are printed.</summary>
public interface IReportFormat
{
    /// <summary>What <c>--format</c> calls it; also the extension of its files.</summary>
    string Id { get; }

    /// <summary>Prints a report.</summary>
    /// <exception cref="Foundation.InputException">The report has nothing that this form could hold.</exception>
    string Print(Report report);
}
