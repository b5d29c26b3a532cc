using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// Scores a model on the task's items, on the provider and session settings of the timing. Callers share the items; each works through
/// a stretch of its own. What an answer is, the kind of the task says.
/// </summary>
internal static class ScoringLaunch
{
    public static QualityResult Run(QualityJob job, IClock clock)
    {
        var start = clock.Nanoseconds;
        using var sessions = new Sessions();
        var loaded = sessions.Load(job, job.Model);
        var inputs = sessions.Inputs(job.Model, loaded);
        var items = Math.Min(job.Items, inputs.Items);
        var output = job.Model.Output
            ?? throw new InputException(
                $"{job.Model.Path}: no output is known to hold class scores", "name it as the task's output in the family file");
        var one = sessions.Bind(loaded, inputs, 1);
        ICollectedAnswers Room(int count) => TaskKindCatalog.Find(job.Model.Task).Collect(one, output, count, job.Model.Path);

        var (batch, batches) = (job.Batch, (TwoBatches?)null);
        var answers = Answers(loaded, inputs, job, batch, items, Room(items));
        if (job is { LatencyBatch: { } latency, OtherPredictionsPath: { } other } && latency != batch
            && Difference(loaded, inputs, job, items, Room) is var (drawn, difference)
            && BatchDependence.IsBeyondRounding(difference, drawn))
        {
            answers.Write(other, job.Model.Id, job.Model.Inputs);
            batches = new TwoBatches(latency, batch, FileHash.Compute(Recorded(other)), drawn, difference);
            (batch, answers) = (latency, Answers(loaded, inputs, job, latency, items, Room(items)));
        }

        var reading = answers.Write(job.PredictionsPath, job.Model.Id, job.Model.Inputs);
        var seconds = (clock.Nanoseconds - start) / 1e9;
        return new QualityResult(
            items, FileHash.Compute(Recorded(job.PredictionsPath)), seconds,
            AgainstCpu(loaded, inputs, job, batch, items, answers, () => Room(items)))
        {
            Answer = reading,
            Batches = batches,
        };
    }

    /// <summary>The same drawn items at both batches.</summary>
    private static (int Drawn, ScoreDifference Difference) Difference(
        LoadedModel loaded, IModelInputs inputs, QualityJob job, int items, Func<int, ICollectedAnswers> room)
    {
        var (starts, length) = BatchDependence.Draw(items, Math.Max(job.Batch, job.LatencyBatch!.Value));
        var drawn = starts.Length * length;
        ICollectedAnswers At(int batch)
        {
            var answers = room(drawn);
            InParallel(job, Callers(loaded, job), starts.Length, (from, end) =>
            {
                for (var stretch = from; stretch < end; stretch++)
                {
                    Answer(loaded, inputs, batch, starts[stretch], starts[stretch] + length, answers, stretch * length);
                }
            });
            return answers;
        }

        return (drawn, At(job.Batch).Against(At(job.LatencyBatch.Value)));
    }

    /// <summary>Vectors have no predictions: their numbers stand for them.</summary>
    private static string Recorded(string predictions) => File.Exists(predictions) ? predictions : OutputRows.FileBeside(predictions);

    private static ScoreDifference? AgainstCpu(
        LoadedModel loaded, IModelInputs inputs, QualityJob job, int batch, int items, ICollectedAnswers answers,
        Func<ICollectedAnswers> room)
    {
        if (loaded.Provider is CpuProvider || !job.ComparesWithCpu)
        {
            return null;
        }

        using var cpu = LoadedModel.Load(job.Model.Path, new CpuProvider(), loaded.Settings.OnCpu());
        return answers.Against(Answers(cpu, inputs, job, batch, items, room()));
    }

    private static ICollectedAnswers Answers(
        LoadedModel loaded, IModelInputs inputs, QualityJob job, int batch, int items, ICollectedAnswers answers)
    {
        InParallel(job, Callers(loaded, job), items, (first, end) => Answer(loaded, inputs, batch, first, end, answers, first));
        return answers;
    }

    /// <summary>A device does one call at a time anyway, and binding buffers on it beside a running call is not safe everywhere.</summary>
    private static int Callers(LoadedModel loaded, QualityJob job) => loaded.Provider is CpuProvider ? job.Callers : 1;

    /// <summary>Callers share the work; each does a stretch of its own.</summary>
    private static void InParallel(QualityJob job, int callers, int count, Action<int, int> work)
    {
        var stretch = (count + callers - 1) / callers;
        try
        {
            Parallel.For(0, callers, new ParallelOptions { MaxDegreeOfParallelism = callers }, caller =>
                work(caller * stretch, Math.Min(count, (caller + 1) * stretch)));
        }
        catch (AggregateException error) when (error.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } refusal)
        {
            throw new InputException($"{job.Model.Id}: {refusal.Message}", refusal.Fix, error);
        }
    }

    /// <param name="loaded">The model.</param>
    /// <param name="inputs">All items.</param>
    /// <param name="batch">Items per call.</param>
    /// <param name="first">The first item.</param>
    /// <param name="end">The item after the last.</param>
    /// <param name="answers">Receives the answers.</param>
    /// <param name="place">Where the answer to the first item goes.</param>
    private static void Answer(
        LoadedModel loaded, IModelInputs inputs, int batch, int first, int end, ICollectedAnswers answers, int place)
    {
        for (var size = batch; first < end; size = end - first)
        {
            // The last calls of a stretch have fewer items, and so need buffers of their own.
            size = Math.Min(size, end - first);
            using var workload = BoundWorkload.Bind(loaded, inputs.Batch(first, size));
            for (; first + size <= end; first += size, place += size)
            {
                inputs.CopyTo(workload, first, size);
                workload.Run();
                answers.Take(workload, place, size);
            }
        }
    }
}
