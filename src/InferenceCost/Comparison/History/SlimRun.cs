using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison.History;

/// <summary>
/// A run without what a history does not need. It stays a run: <c>compare</c> and <c>report</c> read it, and since every launch keeps the
/// value that it counts as, intervals come out the same. Blocks, folders of predictions and the details behind a claim are gone.
/// </summary>
internal static class SlimRun
{
    private const string Note = "kept for a history: one value per launch; the blocks and the predictions are where the run was made";

    /// <summary>The slim run.</summary>
    public static RunRecord Slim(RunRecord run) => run with
    {
        Cases = [.. run.Cases.Select(Slim)],
        Ratios = [.. run.Ratios.Select(Slim)],
        Quality = [.. run.Quality.Select(record => record with { Calibration = null })],
        Claims = [.. run.Claims.Select(Slim)],
        LineageChecks = [],
        Notes = run.Notes.Contains(Note) ? run.Notes : [.. run.Notes, Note],
    };

    private static CaseRecord Slim(CaseRecord item) => item with
    {
        Samples = [.. LaunchStatistic.Compute(item).Select(value => new[] { value })],
        SampleKind = SampleKind.Launch,
        Placement = null,
    };

    /// <summary>The pair of values whose ratio is the launch's.</summary>
    private static RatioRecord Slim(RatioRecord ratio) => ratio with { Launches = [.. ratio.Launches.Where(HasRatio).Select(Slim)] };

    private static bool HasRatio(RatioLaunch launch) => launch.Teacher.Length > 0 && launch.Teacher.Length == launch.Student.Length
        && launch.Teacher.Concat(launch.Student).All(value => value > 0 && double.IsFinite(value));

    private static RatioLaunch Slim(RatioLaunch launch)
    {
        var student = Quantile.Median(launch.Student);
        return new RatioLaunch(
            launch.Index, "", [student * Math.Exp(Ratios.LaunchLogRatio(launch.Teacher, launch.Student))], [student], []);
    }

    private static ClaimRecord Slim(ClaimRecord claim) => claim with
    {
        Quality = claim.Quality is { } quality
            ? quality with { Fidelity = null, Calibration = null, Classes = null, Distillation = null, Lineage = null }
            : null,
    };
}
