using System.Globalization;
using InferenceCost.Runtime.Native;
using System.CommandLine;
using System.Text.Json;
using InferenceCost.Families.Catalog;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Machine.Facts;
using InferenceCost.Machine.Memory;
using InferenceCost.Records;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>doctor</c>: what this machine can measure, and what is missing for the rest.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "What this machine can measure, and what is missing for the rest");
        command.SetAction(async (parsed, cancellation) =>
        {
            NativeLibraryCheck.Verify();
            var providers = await ProviderState.OfAll(CapturedProcess.OfThisProgram(WorkerCommand.Name), cancellation);
            var diagnosis = Examine(parsed.GetValue(CommonOptions.Models), providers);
            Console.Out.Write(parsed.GetValue(CommonOptions.Format) == "json"
                ? JsonSerializer.Serialize(diagnosis, RunJson.Indented) + "\n"
                : Text(diagnosis));
            return diagnosis.Problems.Count == 0 ? ExitCode.Fine : ExitCode.NothingMeasured;
        });
        return command;
    }

    private static Diagnosis Examine(string? models, IReadOnlyList<ProviderState> providers)
    {
        var build = BuildFacts.Read();
        var problems = new List<string>();
        var (families, absent) = (new List<string>(), new List<string>());
        try
        {
            var catalog = FamilyCatalog.Open(ModelsFolder.Find(models));
            families.AddRange(catalog.Families.Select(family => family.Id));
            absent.AddRange(catalog.Families.Select(family => family.Absent()).OfType<string>());
            problems.AddRange(
                catalog.Entries.Select(entry => entry.Fault).OfType<InputException>().Select(fault => $"{fault.Message}; {fault.Fix}"));
        }
        catch (InputException error)
        {
            problems.Add($"{error.Message}; {error.Fix}");
        }

        return new Diagnosis(
            MachineFacts.Read() with { Telemetry = RuntimeTelemetry.State },
            NativeLibraryFacts.Find(OrtEnv.Instance().GetVersionString(), build.OrtPackage), build.ToolVersion,
            providers, families, absent, Limitations.Read(), problems, AvailableMemory.Bytes());
    }

    private static string Text(Diagnosis found)
    {
        var machine = found.Environment;
        List<string> usable = [.. found.Providers.Where(provider => provider.IsUsable).Select(provider => provider.Id)];
        var lines = new List<string>
        {
            usable.Count == 0
                ? "this machine can measure nothing: no provider can be used"
                : $"this machine can measure time, throughput, memory, load time, size and quality on: {string.Join(", ", usable)}",
            $"InferenceCost {found.ToolVersion}, ONNX Runtime {found.Native.Version} ({found.Native.Package} "
            + $"package), .NET {machine.DotNet}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"machine: {machine.Cpu}, {machine.LogicalCores} cores, {machine.MemoryBytes / 1e9:0.0} GB "
                + $"({found.AvailableBytes / 1e9:0.0} GB free), {machine.OperatingSystem}"),
            string.Create(CultureInfo.InvariantCulture, $"clock: {machine.ClockResolutionNs:0.#} ns{VirtualMachine(machine)}"),
            $"families: {(found.Families.Count == 0 ? "none" : string.Join(", ", found.Families))}",
        };
        lines.AddRange(found.Absent);
        lines.AddRange(found.Providers.Where(provider => !provider.IsUsable)
            .Select(provider => $"no {provider.Id}: {provider.Problem}; it needs {provider.Needs}"));
        lines.AddRange(
            found.Providers.Where(provider => provider.Limit is not null).Select(provider => $"{provider.Id} runs {provider.Limit}"));
        lines.AddRange(found.Limitations.Select(item => $"cannot measure {item.Metric}: {item.Reason}"));
        lines.AddRange(found.Problems.Select(problem => $"problem: {problem}"));
        if (machine.LogicalCores < 2)
        {
            lines.Add("note: with one core the canary and the model share it; expect wider intervals");
        }

        lines.Add("ONNX Runtime has no native library for macOS on Intel processors, nor for Linux without glibc (Alpine)");
        lines.Add(found.Problems.Count > 0 || usable.Count == 0
            ? "next: mend what is called a problem above, and ask again: doctor"
            : FormattableString.Invariant($"next: run --profile quick (the bundled family, {Profile.Quick.BudgetSeconds:0} s), ")
                + "or run --teacher big.onnx --student small.onnx (your own files)");
        return string.Join('\n', lines) + "\n";
    }

    private sealed record Diagnosis(
        EnvironmentRecord Environment, NativeLibraryRecord Native, string ToolVersion, IReadOnlyList<ProviderState> Providers,
        IReadOnlyList<string> Families, IReadOnlyList<string> Absent,
        IReadOnlyList<UnavailableRecord> Limitations, IReadOnlyList<string> Problems, long? AvailableBytes);

    private static string VirtualMachine(EnvironmentRecord machine) =>
        machine.Virtualised == true ? "; a virtual machine: absolute times may move by half, ratios within one launch hold" : "";
}
