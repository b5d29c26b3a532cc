namespace InferenceCost.Reporting.Document;

/// <summary>All that a command has to say, before any format.</summary>
/// <param name="Page">For people.</param>
/// <param name="Data">For programs: what becomes JSON.</param>
/// <param name="Rows">For spreadsheets; null where there is no table that says it all.</param>
public sealed record Report(Page Page, object Data, DataRows? Rows = null);
