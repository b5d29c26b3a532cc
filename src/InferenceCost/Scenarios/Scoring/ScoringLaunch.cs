using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Classification;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// Scores a model on the task's items, on the provider and session settings of the timing. Callers share the items; each works through
/// a stretch of its own.
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
        var output = job.Model.ScoredOutput
            ?? throw new InputException($"{job.Model.Path}: no output is known to hold class scores", "name it as the task's output in the family file");
        var classes = Classes(sessions.Bind(loaded, inputs, 1), job.Model, output);

        var logits = Score(loaded, inputs, output, job, items, classes);
        Write(job, items, logits, classes);
        var seconds = (clock.Nanoseconds - start) / 1e9;
        return new QualityResult(items, FileHash.Of(job.PredictionsPath), seconds, AgainstCpu(loaded, inputs, output, job, classes, logits));
    }

    private static ScoreDifference? AgainstCpu(LoadedModel loaded, IModelInputs inputs, string output, QualityJob job, int classes, float[] logits)
    {
        if (loaded.Provider is CpuProvider || !job.ComparesWithCpu)
        {
            return null;
        }

        using var cpu = LoadedModel.Load(job.Model.Path, new CpuProvider(), loaded.Settings.OnCpu());
        var reference = Score(cpu, inputs, output, job, logits.Length / classes, classes);
        var otherClass = Enumerable.Range(0, logits.Length / classes)
            .Count(item => TensorPrimitives.IndexOfMax(logits.AsSpan(item * classes, classes)) != TensorPrimitives.IndexOfMax(reference.AsSpan(item * classes, classes)));
        return new ScoreDifference(OutputDifference.Of(reference, logits), otherClass);
    }

    private static float[] Score(LoadedModel loaded, IModelInputs inputs, string output, QualityJob job, int items, int classes)
    {
        var logits = new float[items * classes];

        // A device does one call at a time anyway, and binding buffers on it beside a running call is not safe everywhere.
        var callers = loaded.Provider is CpuProvider ? job.Callers : 1;
        var stretch = (items + callers - 1) / callers;
        Parallel.For(0, callers, new ParallelOptions { MaxDegreeOfParallelism = callers }, caller =>
            Score(loaded, inputs, output, job.Batch, caller * stretch, Math.Min(items, (caller + 1) * stretch), logits, classes));
        return logits;
    }

    private static int Classes(BoundWorkload one, JobModel model, string output)
    {
        if (!one.OutputTypes.TryGetValue(output, out var type) || type != TensorElementType.Float || one.OutputShapes[output] is not [1, var classes])
        {
            throw new InputException(
                $"{model.Path}: output '{output}' is not one row of float scores per item",
                "name another output in the family file; shape [items, classes], float32");
        }

        return (int)classes;
    }

    private static void Score(
        LoadedModel loaded, IModelInputs inputs, string output, int batch, int first, int end, float[] logits, int classes)
    {
        for (var size = batch; first < end; size = end - first)
        {
            // The last calls of a stretch have fewer items, and so need buffers of their own.
            size = Math.Min(size, end - first);
            using var workload = BoundWorkload.Bind(loaded, inputs.Batch(first, size));
            for (; first + size <= end; first += size)
            {
                foreach (var tensor in loaded.Session.InputNames)
                {
                    inputs.Copy(first, size, tensor, workload.Input(tensor));
                }

                workload.Run();
                MemoryMarshal.Cast<byte, float>(workload.Output(output)).CopyTo(logits.AsSpan(first * classes));
            }
        }
    }

    private static int[]? Labels(QualityJob job, int items, int classes)
    {
        var labels = job.Model.Inputs.ReadLabels();
        if (labels is not null && (labels.Length < items || labels.AsSpan(0, items).ContainsAnyExceptInRange(0, classes - 1)))
        {
            throw new InputException(
                $"{job.Model.Inputs.LabelsFile}: {labels.Length} labels up to {labels.Max()} do not fit {items} items of {classes} classes", "check that labels and outputs count the classes alike, from 0");
        }

        return labels?[..items];
    }

    private static void Write(QualityJob job, int items, float[] logits, int classes)
    {
        var ids = Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture)).ToArray();
        var labels = Labels(job, items, classes);
        var classified = Classified.FromLogits(job.Model.Id, ids, labels, logits, classes);
        if (classified.Refusal is { } refusal)
        {
            throw new InputException(refusal.Message, refusal.Fix);
        }

        PredictionsCsv.Write(job.PredictionsPath, classified.Predictions!);
    }
}
