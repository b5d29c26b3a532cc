using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Reporting.Document;
using nietras.SeparatedValues;

namespace InferenceCost.Reporting.Formats;

/// <summary>A report's rows as comma-separated values after RFC 4180 with a header, lines ended by a line feed.</summary>
public sealed class CsvFormat : IReportFormat
{
    /// <summary>
    /// A spreadsheet takes a cell that begins with one of these for a formula, and names come from anywhere. A minus sign is not among
    /// them, for it begins numbers too; no name can use it alone to reach a function.
    /// </summary>
    private const string FormulaStarts = "=@+\t\r";

    /// <inheritdoc/>
    public string Id => "csv";

    /// <inheritdoc/>
    public string Print(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var table = report.Rows?.Invoke() ?? throw new InputException("this report has no rows for CSV", "use --format md or json");
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (var csv = Sep.New(',').Writer(options => options with { Escape = true }).To(text, leaveOpen: true))
        {
            foreach (var row in table.Rows)
            {
                using var cells = csv.NewRow();
                for (var index = 0; index < row.Count; index++)
                {
                    cells[table.Columns[index]].Set(Cell(row[index]));
                }
            }

            if (table.Rows.Count == 0)
            {
                csv.Header.Add([.. table.Columns]);
            }
        }

        return text.ToString();
    }

    private static string Cell(IConvertible? value) => value switch
    {
        null => "",
        double number => double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : "",
        string { Length: > 0 } name when FormulaStarts.Contains(name[0]) => "'" + name,
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
