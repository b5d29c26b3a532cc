using InferenceCost.Findings.Placement;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>On what, under which conditions, and with which settings the figures were measured.</summary>
internal static class MachineSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(RunView view, Page page)
    {
        var run = view.Record;
        page.Heading(2, $"The machine and its conditions");
        page.Table(
            Table.Of(Facts(run).Where(fact => fact.Here is not null)).Words("What", fact => fact.What).Words("Here", fact => fact.Here));
        foreach (var line in PlacementLines.Compose(NodePlacement.Find(run)))
        {
            page.Paragraph(line);
        }

        SettingsTable.Write(run, page);
    }

    private static IEnumerable<(string What, string? Here)> Facts(RunRecord run)
    {
        var (machine, conditions) = (run.Environment, run.Conditions);
        yield return ("Processor", machine.CpuModel is { } model ? $"{machine.Cpu} ({model})" : machine.Cpu);
        yield return ("Cores", machine.CpuQuota is { } quota
            ? $"{machine.LogicalCores} logical, quota {Figure.ThreeDigits(quota)}"
            : $"{machine.LogicalCores} logical");
        yield return ("Instruction sets", machine.InstructionSets.Count == 0 ? null : string.Join(", ", machine.InstructionSets));
        yield return ("Memory", Figure.ThreeDigits(machine.MemoryBytes / 1e9) + " GB");
        yield return (
            "Operating system", machine.Kernel is { } kernel ? $"{machine.OperatingSystem}, kernel {kernel}" : machine.OperatingSystem);
        yield return ("Architecture", machine.Architecture);
        yield return ("Virtual machine", machine.Virtualised switch { true => "yes", false => "no", null => "cannot be told" });
        yield return (".NET", machine.DotNet);
        yield return (
            "ONNX Runtime",
            $"{run.Native.Version}, package {run.Native.Package}, {run.Native.Path}, SHA-256 {run.Native.Sha256 ?? "unknown"}");
        foreach (var plugin in run.Native.Plugins)
        {
            yield return ($"Plugin of {plugin.Provider}", $"{plugin.File}, SHA-256 {plugin.Sha256}");
        }

        foreach (var library in run.Native.CustomOperators ?? [])
        {
            yield return ("Custom operators", $"{library.File}, SHA-256 {library.Sha256}");
        }

        yield return ("NVIDIA GPUs", machine.NvidiaGpus.Count == 0 ? null : string.Join(", ", machine.NvidiaGpus));
        yield return ("Clock", Figure.ThreeDigits(machine.ClockResolutionNs) + " ns resolution");
        yield return ("Frequency governor", conditions.Governor);
        yield return ("Load average", Range(conditions.LoadBefore, conditions.LoadAfter));
        yield return ("Taken by the hypervisor (steal)", Percent(conditions.StealPercent));
        yield return ("Taken by other processes", Percent(conditions.OtherLoadPercent));
        yield return ("Spread of the canary", conditions.CanarySpread is null
            ? null
            : $"{Figure.Percent(conditions.CanarySpread, 1)} of its median (p10 to p90)");
        foreach (var gpu in conditions.Gpus)
        {
            yield return ($"GPU {gpu.Index}, at the end", $"{gpu.Name}, {Figure.Count(gpu.SmClockMHz)} MHz, memory "
                + $"{Figure.Count(gpu.MemoryClockMHz)} MHz, {Figure.Count(gpu.TemperatureCelsius)} degrees C, "
                + $"{Figure.ThreeDigits(gpu.PowerWatts)} W");
        }

        yield return ("Fingerprint", run.Fingerprint);
    }

    private static string? Range(double? before, double? after) =>
        before is null && after is null ? null : $"{Figure.ThreeDigits(before)} before, {Figure.ThreeDigits(after)} after";

    private static string? Percent(double? percent) => percent is null ? null : Figure.ThreeDigits(percent) + " % of the processor time";
}
