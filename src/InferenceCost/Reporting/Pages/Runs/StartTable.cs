using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What it takes to begin: loading the model, and the first call.</summary>
internal static class StartTable
{
    /// <summary>Writes the table; nothing where neither was tried.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var loads = subject.Cases(Metric.Load.Id);
        var firsts = subject.Cases(Metric.FirstInference.Id);
        var keys = loads.Concat(firsts).Select(Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Loading and the first call");
        if (CaseCells.Shapes(loads.Concat(firsts)) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        var load = Scale.OfNanoseconds(loads.Select(UsableFigure.Median));
        var first = Scale.OfNanoseconds(firsts.Select(UsableFigure.Median));
        CaseRecord? Loading((string, int, int, string?) key) => loads.FirstOrDefault(item => Key(item) == key);
        CaseRecord? Calling((string, int, int, string?) key) => firsts.FirstOrDefault(item => Key(item) == key);
        page.Table(Table.Of(keys)
            .Words("Model", key => subject.Label(key.Model))
            .Numbers("Batch", key => CaseCells.Whole(key.Batch))
            .Numbers("Threads", key => CaseCells.Whole(key.Threads))
            .Words("Setting", key => key.Setting, optional: true)
            .Numbers(
                $"Load, {load.Symbol}", key => CaseCells.Value(Loading(key), item => load.Format(item.Summary!.Median)), optional: true)
            .Numbers(
                $"First inference, {first.Symbol}",
                key => CaseCells.Value(Calling(key), item => first.Format(item.Summary!.Median)),
                optional: true)
            .Numbers("Launches", key => CaseCells.Whole((Loading(key) ?? Calling(key))!.Summary?.Count ?? 0)));
    }

    private static (string Model, int Batch, int Threads, string? Setting) Key(CaseRecord item) =>
        (item.Model, item.Batch, item.Threads, CaseCells.Setting(item));
}
