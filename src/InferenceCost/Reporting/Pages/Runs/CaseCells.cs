using System.Globalization;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The cells that all tables of cases share.</summary>
internal static class CaseCells
{
    /// <summary>A number of a case, or why there is none.</summary>
    public static Phrase? Value(CaseRecord? item, Func<CaseRecord, string> text) => item switch
    {
        null => null,
        { Valid: false } => "invalid",
        { Summary: null } => "no samples",
        _ => text(item),
    };

    /// <summary>A whole number as a cell.</summary>
    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The settings that the case's id names beyond family, model, provider, batch and threads (<c>s128</c>, <c>cuda.use_tf32=1</c>);
    /// null where all are the defaults.
    /// </summary>
    public static string? Setting(CaseRecord item) =>
        CaseId.Parse(item.Id)?.Settings is [_, ..] settings ? string.Join(", ", settings) : null;

    /// <summary>What the models were fed, where it was not the task's own data; null where it was.</summary>
    public static string? Inputs(IEnumerable<CaseRecord> cases)
    {
        var kinds = cases.Select(item => item.Inputs).Distinct().OrderBy(kind => EnumWord.Of(kind), StringComparer.Ordinal).ToList();
        return kinds is [] or [InputsKind.Task] ? null : "Inputs: " + string.Join(", ", kinds.Select(kind => kind switch
        {
            InputsKind.Task => "the task's data",
            InputsKind.File => "the user's file",
            _ => "made-up values from a fixed seed",
        })) + ".";
    }
}
