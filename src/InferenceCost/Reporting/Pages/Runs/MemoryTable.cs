using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;
using static InferenceCost.Reporting.Document.MarkdownTable;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a process that runs one model alone needs, and what that is made of.</summary>
internal static class MemoryTable
{
    /// <summary>The parts by their name in the record, in the order of their columns. Other names follow as they are.</summary>
    private static readonly (string Id, string Title)[] KnownParts =
    [
        ("process", "Null model"), ("growth", "Growth at peak"), ("weights", "Weights"), ("prepackedCopies", "Prepacked copies"), ("arena", "Arena"), ("managedHeap", "Managed heap"),
        ("deviceArena", "Device, by the runtime's pool"), ("deviceProcess", "Device, of the process"), ("deviceGrowth", "Device, growth"),
    ];

    /// <summary>Writes the table; nothing where no memory was tried.</summary>
    public static void Write(FamilyOnProvider subject, MarkdownWriter page)
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
        var size = Scale.OfBytes(peaks.Concat(growths).Select(CaseCells.Median).Concat(values).Where(value => value is not < Metric.MemoryResolution));
        page.Heading(4, $"Memory");
        page.Paragraph($"The peak is the whole process's, over loading and running. Growth is what stands above the null model, a process that loads and runs a model of no size: at the peak, which is what verdicts use, and after running. All in {size.Symbol}.");
        var table = new MarkdownTable(
        [
            Column.Words("Model"), Column.Numbers("Batch"), Column.Numbers("Threads"), Column.Words("Setting", optional: true), Column.Numbers("Peak"),
            Column.Numbers("Growth after running"), .. names.Select(name => Column.Numbers(Array.Find(KnownParts, part => part.Id == name).Title ?? name)),
        ]);
        foreach (var key in keys)
        {
            var peak = peaks.FirstOrDefault(item => Key(item) == key);
            var growth = growths.FirstOrDefault(item => Key(item) == key);
            table.Add(
            [
                subject.Label(key.Model), CaseCells.Whole(key.Batch), CaseCells.Whole(key.Threads), CaseCells.Setting((peak ?? growth)!),
                CaseCells.Value(peak, item => size.Format(item.Summary!.Median)), CaseCells.Value(growth, item => size.Format(item.Summary!.Median)),
                .. names.Select(name => Part(peaks, growths, key, name) is { } bytes ? size.Format(bytes) : null),
            ]);
        }

        page.Table(table);
    }

    /// <summary>A part as the growth has it, else as the peak has it.</summary>
    private static double? Part(
        IReadOnlyList<CaseRecord> peaks, IReadOnlyList<CaseRecord> growths, (string Model, int Batch, int Threads, string? Setting) key, string name)
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
        (item.Model, item.Batch, item.Threads, CaseCells.Setting(item)?.Source);
}
