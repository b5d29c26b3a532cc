using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Machine.Energy;
using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Scenarios.Contract;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Running.Workers;

/// <summary>The other side of <see cref="WorkerExecutor"/>: one process, one job, one answer.</summary>
public static class Worker
{
    /// <summary>Reads one order, does it, and writes the answer whole. Failures are answers too.</summary>
    /// <param name="input">The order, one line of JSON; when it closes, the parent is gone and this process ends.</param>
    /// <param name="options">JSON that knows the jobs that may be asked.</param>
    /// <param name="ready">Says that it is ready to begin, where it is to wait for the word.</param>
    public static void Serve(TextReader input, JsonSerializerOptions options, Action ready)
    {
        var line = input.ReadLine();
        if (line is null)
        {
            return;
        }

        var order = JsonSerializer.Deserialize<WorkerOrder>(line, options)
            ?? throw new InvalidOperationException("the order is empty");
        if (order.StartedBeside is { } others && !WaitForTheWord(input, others, ready))
        {
            return;
        }

        EndWithParent(input);
        var answer = Answer(order.Job);
        WholeFile.Write(order.Answer, stream => JsonSerializer.Serialize(stream, answer, options));
    }

    /// <summary>
    /// The runtime is loaded before, which takes as long for every job. Nothing else is: what a job weighs, and what it finds compiled,
    /// stays its own.
    /// </summary>
    /// <returns>False where the parent is gone.</returns>
    private static bool WaitForTheWord(TextReader input, int startedBeside, Action ready)
    {
        OrtEnv.Instance();
        var seconds = ProcessAge.Seconds();
        ready();
        var isAsked = input.ReadLine() == WorkerOrder.Begin;
        // Processes that start side by side share the cores: what one takes of the time of all is that part of its own.
        ProcessAge.Count(seconds / startedBeside);
        return isAsked;
    }

    private static WorkerResult Answer(WorkerJob job)
    {
        try
        {
            return job.Run(new MonotonicClock());
        }
        catch (InputException error)
        {
            return new FailedResult(ReasonCode.BadInput, error.Message, error.Fix);
        }
        catch (ProviderUnusableException error)
        {
            return new FailedResult(ReasonCode.ProviderUnusable, error.Message, error.Fix);
        }
        catch (EnergyCounterException error)
        {
            return new FailedResult(ReasonCode.Energy, error.Message, "measure again; what was measured of time and memory stands");
        }
        catch (OutOfMemoryException)
        {
            return new FailedResult(ReasonCode.OutOfMemory, "memory ran out", "use a smaller batch, or a machine with more memory");
        }
        catch (Exception error) when (error is not InvalidProgramException)
        {
            return new FailedResult(
                ReasonCode.Failed, $"{error.GetType().Name}: {RuntimeMessage.OneLine(error.Message)}",
                "check the model with 'models show FILE', and what it is fed with --dim, --shape and --value");
        }
    }

    private static void EndWithParent(TextReader input)
    {
        var watcher = new Thread(() =>
        {
            while (input.ReadLine() is not null)
            {
            }

            Environment.Exit(1);
        })
        {
            IsBackground = true,
            Name = "parent watcher",
        };
        watcher.Start();
    }
}
