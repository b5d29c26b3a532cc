using System.CommandLine;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using InferenceCost.Benchmarks.Harnesses;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Runtime.Native;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Tables;

namespace InferenceCost.Benchmarks.Commands;

/// <summary><c>bench</c>: BenchmarkDotNet's own program over the bundled models; its arguments are passed through.</summary>
internal static class BenchCommand
{
    private const string Provider = ProviderIds.Cpu;

    public static Command Create()
    {
        var command = new Command("bench", "BenchmarkDotNet's tables; everything after it goes to BenchmarkDotNet (--filter '*' for all)")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            NativeLibraryCheck.Verify();
            var folder = Path.Combine("results", "benchmarkdotnet");
            var arguments = parsed.UnmatchedTokens.ToArray();
            new TablesOrder(arguments, Cases(folder, parsed.GetValue(CommonOptions.Models))).Publish(folder);
            var summaries = new BenchmarkSwitcher(TablesOrder.Classes)
                .Run(arguments, TablesConfig.Bench(arguments, folder, ConsoleLogger.Default));
            return summaries.Any(summary => summary.HasCriticalValidationErrors) ? ExitCode.NothingMeasured : ExitCode.Fine;
        });
        return command;
    }

    private static List<TableCase> Cases(string folder, string? models)
    {
        var request = new RunRequest { ModelsFolder = models, Providers = [Provider] };
        var subjects = RunSelection.Find(request, Console.Error.WriteLine);
        var jobs = new JobContext(subjects.Families, request, folder);
        return [.. subjects.Families.Values.SelectMany(family =>
        {
            var plan = RunSelection.PlanRequest(family, Provider, request, items: 0, callers: 1);
            return TablesScenario.Rows(new PlanStep
            {
                Scenario = TablesScenario.Name,
                Family = family.Id,
                Provider = Provider,
                Models = plan.Timed,
                Batch = plan.ThroughputBatch,
            }, jobs);
        }).Select(TablesExecutor.ToCase)];
    }
}
