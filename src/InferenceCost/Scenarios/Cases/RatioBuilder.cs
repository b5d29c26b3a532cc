using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Cases;

/// <summary>From paired samples of launches to a ratio with its interval, and to whether the machine treated both models alike.</summary>
internal static class RatioBuilder
{
    /// <summary>A ratio without launches yet.</summary>
    public static RatioRecord Start(FinishedRun run, Metric metric, string student, int batch) => new()
    {
        Metric = metric.Id,
        Family = run.Family.Id,
        Teacher = run.Teacher,
        Student = student,
        Provider = run.Provider,
        Batch = batch,
        Threads = run.Threads,
        Sizes = run.Sizes,
        IsFurther = run.IsFurther,
    };

    /// <summary>One interleaved launch as seen from a ratio; null where one of the two did not run in it.</summary>
    /// <param name="ratio">Which two.</param>
    /// <param name="index">Which launch.</param>
    /// <param name="order">The order of the turns in its first palindrome, as indexes of models.</param>
    /// <param name="models">Every model of the launch: its samples and the canary around each.</param>
    public static RatioLaunch? Pair(
        RatioRecord ratio, int index, IEnumerable<int> order, IReadOnlyList<(string Model, double[] Samples, double[] Canary)> models)
    {
        var teacher = models.FirstOrDefault(item => item.Model == ratio.Teacher);
        var student = models.FirstOrDefault(item => item.Model == ratio.Student);
        return teacher.Model is null || student.Model is null
            ? null
            : new RatioLaunch(
                index, string.Join(' ', order.Select(model => models[model].Model)),
                teacher.Samples, student.Samples, [.. teacher.Canary.Zip(student.Canary, (one, other) => one / other)]);
    }

    /// <summary>Completes a ratio whose launches are filled in.</summary>
    /// <param name="ratio">Names and launches; of a rate it is the student's over the teacher's.</param>
    public static RatioRecord Complete(RatioRecord ratio)
    {
        if (ratio.Launches.Count == 0)
        {
            return ratio;
        }

        var isRate = Metric.Find(ratio.Metric).Direction == Better.Higher;
        var estimate = Ratios.OfLaunches([.. ratio.Launches.Select(launch => isRate
            ? Ratios.LaunchLogRatio(launch.Student, launch.Teacher)
            : Ratios.LaunchLogRatio(launch.Teacher, launch.Student))]);
        return ratio with
        {
            Estimate = estimate.Estimate,
            Low = estimate.Low,
            High = estimate.High,
            Confidence = estimate.Confidence,
            Contaminated = CanaryDrift.Estimate([.. ratio.Launches.Select(launch => launch.Canary)]) is { } canary
                && CanaryDrift.IsShown(canary),
        };
    }
}
