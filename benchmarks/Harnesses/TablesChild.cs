using System.Runtime.CompilerServices;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Environments;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Running;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>
/// The other side of <see cref="TablesToolchain"/>: one row in a process of its own, measured by BenchmarkDotNet's engine. It does what
/// the program does that BenchmarkDotNet generates (its templates BenchmarkProgram and BenchmarkType, 0.15.8).
/// </summary>
internal static class TablesChild
{
    private const string Pipes = "--anonymousPipes";

    /// <summary>Whether BenchmarkDotNet started this process.</summary>
    public static bool IsAsked(string[] arguments) => arguments is [Pipes, _, _, ..];

    /// <summary>Measures the row that BenchmarkDotNet's arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        using var host = new AnonymousPipesHost(arguments[1], arguments[2]);
        try
        {
            // Before anything else: a diagnoser may attach now.
            host.BeforeAnythingElse();
            return Measure(host, TablesOrder.Read().Find(name: After("--benchmarkName"), job: After("--job")));
        }
        catch (Exception error)
        {
            // Its words go to BenchmarkDotNet's log; the row is without a value.
            host.WriteLine();
            host.WriteLine(error.ToString());
            return -1;
        }
        finally
        {
            host.AfterAll();
        }

        string After(string option) => arguments[Array.IndexOf(arguments, option) + 1];
    }

    private static int Measure(AnonymousPipesHost host, BenchmarkCase row)
    {
        foreach (var line in BenchmarkEnvironmentInfo.GetCurrent().ToFormattedString())
        {
            host.WriteLine($"// {line}");
        }

        host.WriteLine($"// Job: {row.Job.DisplayInfo}");
        var benchmark = (ModelBenchmark)Activator.CreateInstance(row.Descriptor.Type)!;
        benchmark.Case = (string)row.Parameters[nameof(ModelBenchmark.Case)];
        var call = row.Descriptor.WorkloadMethod.CreateDelegate<Action>(benchmark);
        Action nothing = () => { };
        var parameters = new EngineParameters
        {
            Host = host,
            TargetJob = row.Job,
            BenchmarkName = FullNameProvider.GetBenchmarkName(row),
            MeasureExtraStats = true,
            GlobalSetupAction = benchmark.Load,
            GlobalCleanupAction = benchmark.Unload,
            IterationSetupAction = nothing,
            IterationCleanupAction = nothing,
            Dummy1Action = nothing,
            Dummy2Action = nothing,
            Dummy3Action = nothing,
        };

        // Asked once: asking allocates, which would count as an allocation of the calls.
        var unrolled = parameters.UnrollFactor;
        parameters.WorkloadActionNoUnroll = times => Repeat(call, times);
        parameters.WorkloadActionUnroll = times => Repeat(call, times * unrolled);
        parameters.OverheadActionNoUnroll = times => Repeat(nothing, times);
        parameters.OverheadActionUnroll = times => Repeat(nothing, times * unrolled);
        using var engine = new EngineFactory().CreateReadyToRun(parameters);
        host.ReportResults(engine.Run());
        return 0;
    }

    /// <summary>Optimised at once: the loop is not compiled again while it is timed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Repeat(Action call, long times)
    {
        for (var done = 0L; done < times; done++)
        {
            call();
        }
    }
}
