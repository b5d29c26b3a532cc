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
        ICollectedAnswers Room() => TaskKindCatalog.Find(job.Model.Task).Collect(one, output, items, job.Model.Path);

        var answers = Answers(loaded, inputs, job, items, Room());
        var reading = answers.Write(job.PredictionsPath, job.Model.Id, job.Model.Inputs);
        var seconds = (clock.Nanoseconds - start) / 1e9;
        return new QualityResult(
            items, FileHash.Compute(Recorded(job.PredictionsPath)), seconds, AgainstCpu(loaded, inputs, job, items, answers, Room))
        {
            Answer = reading,
        };
    }

    /// <summary>Vectors have no predictions: their numbers stand for them.</summary>
    private static string Recorded(string predictions) => File.Exists(predictions) ? predictions : OutputRows.FileBeside(predictions);

    private static ScoreDifference? AgainstCpu(
        LoadedModel loaded, IModelInputs inputs, QualityJob job, int items, ICollectedAnswers answers, Func<ICollectedAnswers> room)
    {
        if (loaded.Provider is CpuProvider || !job.ComparesWithCpu)
        {
            return null;
        }

        using var cpu = LoadedModel.Load(job.Model.Path, new CpuProvider(), loaded.Settings.OnCpu());
        return answers.Against(Answers(cpu, inputs, job, items, room()));
    }

    private static ICollectedAnswers Answers(LoadedModel loaded, IModelInputs inputs, QualityJob job, int items, ICollectedAnswers answers)
    {
        // A device does one call at a time anyway, and binding buffers on it beside a running call is not safe everywhere.
        var callers = loaded.Provider is CpuProvider ? job.Callers : 1;
        var stretch = (items + callers - 1) / callers;
        try
        {
            Parallel.For(0, callers, new ParallelOptions { MaxDegreeOfParallelism = callers }, caller =>
                Answer(loaded, inputs, job.Batch, caller * stretch, Math.Min(items, (caller + 1) * stretch), answers));
        }
        catch (AggregateException error) when (error.Flatten().InnerExceptions.OfType<InputException>().FirstOrDefault() is { } refusal)
        {
            throw new InputException($"{job.Model.Id}: {refusal.Message}", refusal.Fix, error);
        }

        return answers;
    }

    private static void Answer(LoadedModel loaded, IModelInputs inputs, int batch, int first, int end, ICollectedAnswers answers)
    {
        for (var size = batch; first < end; size = end - first)
        {
            // The last calls of a stretch have fewer items, and so need buffers of their own.
            size = Math.Min(size, end - first);
            using var workload = BoundWorkload.Bind(loaded, inputs.Batch(first, size));
            for (; first + size <= end; first += size)
            {
                inputs.CopyTo(workload, first, size);
                workload.Run();
                answers.Take(workload, first, size);
            }
        }
    }
}
