namespace InferenceCost.Reporting.Document;

/// <summary>All that a command has to say, before any format. What a format does not ask for is not made.</summary>
/// <param name="Page">For people.</param>
/// <param name="Data">For programs: makes what becomes JSON.</param>
/// <param name="Rows">For spreadsheets: makes the table; null where there is none that says it all.</param>
public sealed record Report(Page Page, Func<object> Data, Func<DataRows>? Rows = null);
