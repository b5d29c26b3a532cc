namespace InferenceCost.Reporting.Document;

/// <summary>A table for spreadsheets and data frames: base units, full precision, and nothing where a value is not known.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">One value for each column: text, a number, or null.</param>
public sealed record DataRows(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<IConvertible?>> Rows);
