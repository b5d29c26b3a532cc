using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a process that runs one model alone needs, and what that is made of.</summary>
internal static class MemoryTable
{
    /// <summary>The parts by their name in the record, in the order of their columns. Other names follow as they are.</summary>
    private static readonly (string Id, string Title)[] KnownParts =
    [
        ("process", "Null model"), ("growth", "Growth at peak"), ("weights", "Weights"), ("prepackedCopies", "Prepacked copies"),
        ("arena", "Arena"), ("managedHeap", "Managed heap"), ("deviceArena", "Device, by the runtime's pool"),
        ("deviceProcess", "Device, of the process"), ("deviceGrowth", "Device, growth"),
    ];

    /// <summary>Writes the table; nothing where no memory was tried.</summary>
    public static void Write(FamilyOnProvider subject, Page page)
    {
        var peaks = subject.Cases(Metric.PeakMemory.Id);
        var growths = subject.Cases(Metric.SteadyMemory.Id);
        var keys = peaks.Concat(growths).Select(Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var names = peaks.Concat(growths).Where(item => item.Valid).SelectMany(item => item.Parts?.Keys ?? []).Distinct()
            .OrderBy(Place).ThenBy(name => name, StringComparer.Ordinal).ToList();
        var values = keys.SelectMany(key => names.Select(name => Part(peaks, growths, key, name)));
        var size = Scale.OfBytes(
            peaks.Concat(growths).Select(UsableFigure.Median).Concat(values).Where(value => value is not < Metric.MemoryResolution));
        page.Heading(4, $"Memory");
        page.Paragraph($"The peak is the whole process's, over loading and running. Growth is what stands above the null model, a process "
            + $"that loads and runs a model of no size: at the peak, which is what verdicts use, and after running. All in {size.Symbol}.");
        if (CaseCells.Shapes(peaks.Concat(growths)) is { } shapes)
        {
            page.Paragraph(shapes);
        }

        CaseRecord? Peak((string, int, int, string?) key) => peaks.FirstOrDefault(item => Key(item) == key);
        CaseRecord? Growth((string, int, int, string?) key) => growths.FirstOrDefault(item => Key(item) == key);
        var table = Table.Of(keys)
            .Words("Model", key => subject.Label(key.Model))
            .Numbers("Batch", key => CaseCells.Whole(key.Batch))
            .Numbers("Threads", key => CaseCells.Whole(key.Threads))
            .Words("Setting", key => key.Setting, optional: true)
            .Numbers("Peak", key => CaseCells.Value(Peak(key), item => size.Format(item.Summary!.Median)))
            .Numbers("Growth after running", key => CaseCells.Value(Growth(key), item => size.Format(item.Summary!.Median)));
        foreach (var name in names)
        {
            table.Numbers(
                Array.Find(KnownParts, part => part.Id == name).Title ?? name,
                key => Part(peaks, growths, key, name) is { } bytes ? size.Format(bytes) : null);
        }

        page.Table(table);
    }

    /// <summary>A part as the growth has it, else as the peak has it.</summary>
    private static double? Part(
        IReadOnlyList<CaseRecord> peaks, IReadOnlyList<CaseRecord> growths, (string Model, int Batch, int Threads, string? Setting) key,
        string name)
    {
        foreach (var item in growths.Concat(peaks).Where(item => item.Valid && Key(item) == key))
        {
            if (item.Parts is { } parts && parts.TryGetValue(name, out var bytes) && double.IsFinite(bytes))
            {
                return bytes;
            }
        }

        return null;
    }

    private static int Place(string part)
    {
        var index = Array.FindIndex(KnownParts, known => known.Id == part);
        return index < 0 ? KnownParts.Length : index;
    }

    private static (string Model, int Batch, int Threads, string? Setting) Key(CaseRecord item) =>
        (item.Model, item.Batch, item.Threads, CaseCells.Setting(item));
}
