using System.Globalization;
using InferenceCost.Findings.Subjects;
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
    /// The settings that the case's id names beyond family, model, provider, batch, threads and sizes of axes (<c>cuda.use_tf32=1</c>);
    /// null where all are the defaults.
    /// </summary>
    public static string? Setting(CaseRecord item) =>
        CaseId.Parse(item.Id)?.Settings.Where(part => item.Sizes is null || !AxisSizes.IsPart(part)).ToList() is [_, ..] settings
            ? string.Join(", ", settings)
            : null;

    /// <summary>The sizes that were given to free axes: <c>sequence=128</c>; null where none were.</summary>
    public static string? Sizes(CaseRecord item) => AxisSizes.Words(item.Sizes);

    /// <summary>
    /// What stands above a table of cases: the shapes that were measured, and what was fed; null where neither is to be said.
    /// </summary>
    public static string? Caption(IEnumerable<CaseRecord> cases)
    {
        var all = cases.ToList();
        return new[] { Shapes(all), Inputs(all) }.OfType<string>().ToList() is [_, ..] parts ? string.Join(" ", parts) : null;
    }

    /// <summary>The shapes that were measured, as a sentence; null where none is known.</summary>
    public static string? Shapes(IEnumerable<CaseRecord> cases) =>
        MeasuredShapes.Describe(cases) is { } shapes ? $"Shapes of one item: {shapes}." : null;

    /// <summary>Those of everything that was measured of a family on a provider.</summary>
    public static string? Shapes(FamilyOnProvider subject) => Shapes(subject.CaseMetrics().SelectMany(subject.Cases));

    /// <summary>What the models were fed, where it was not the task's own data; null where it was.</summary>
    private static string? Inputs(IEnumerable<CaseRecord> cases)
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
