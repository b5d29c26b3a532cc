using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Machine.Energy;
using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>The other side of <see cref="WorkerExecutor"/>: one process, one job, one answer.</summary>
public static class Worker
{
    /// <summary>Reads one order, does it, and writes the answer whole. Failures are answers too.</summary>
    /// <param name="input">The order, one line of JSON; when it closes, the parent is gone and this process ends.</param>
    /// <param name="options">JSON that knows the jobs that may be asked.</param>
    public static void Serve(TextReader input, JsonSerializerOptions options)
    {
        var line = input.ReadLine();
        if (line is null)
        {
            return;
        }

        EndWithParent(input);
        var order = JsonSerializer.Deserialize<WorkerOrder>(line, options)
            ?? throw new InvalidOperationException("the order is empty");
        var answer = Answer(order.Job);
        WholeFile.Write(order.Answer, stream => JsonSerializer.Serialize(stream, answer, options));
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
