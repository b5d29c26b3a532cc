using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Alternatives;

/// <summary>How a model stands to the teacher in everything that is compared; more is better.</summary>
/// <param name="Quality">Its quality less the teacher's; null where it was not measured.</param>
/// <param name="Resources">How many times less it needs, by resource; null where that is not known.</param>
internal sealed record Standing(QualityStanding? Quality, IReadOnlyDictionary<string, Known?> Resources)
{
    /// <summary>The teacher's, to itself.</summary>
    public static Standing OfTeacher { get; } = new(
        new QualityStanding(0, Matches: true), Metric.Resources.ToDictionary(metric => metric, _ => (Known?)new Known(1, 1, 1)));

    /// <summary>A student's, from its verdict.</summary>
    public static Standing Of(ClaimRecord claim) => new(
        claim.Quality is { } quality ? new QualityStanding(quality.Delta, Matches(quality.Verdict)) : null,
        Metric.Resources.ToDictionary(metric => metric, metric => Of(claim.Resources.FirstOrDefault(item => item.Metric == metric))));

    /// <summary>
    /// Whether this one beats another: shown better in something and worse in nothing. Two that both match the teacher are alike in
    /// quality; of others the higher score is the better one. Of a resource, intervals that overlap show nothing; without intervals the
    /// smaller need is taken for the smaller one, which alone never beats. What is not known of either lets neither beat.
    /// </summary>
    public bool Beats(Standing other)
    {
        var isBetter = false;
        if (Quality is null != other.Quality is null)
        {
            return false;
        }

        if (Quality is { } own && other.Quality is { } their && !(own.Matches && their.Matches))
        {
            if (own.Delta < their.Delta || (their.Matches && !own.Matches))
            {
                return false;
            }

            isBetter = own.Matches;
        }

        foreach (var (metric, known) in Resources)
        {
            if (known is not { } mine || other.Resources[metric] is not { } theirs || mine.IsWorseThan(theirs))
            {
                return false;
            }

            isBetter |= mine.IsBetterThan(theirs);
        }

        return isBetter;
    }

    private static bool Matches(NonInferiorityVerdict verdict) => verdict is not (
        NonInferiorityVerdict.Inferior or NonInferiorityVerdict.Inconclusive or NonInferiorityVerdict.WorseSizeUndecided);

    private static Known? Of(ClaimResource? resource) => resource?.Estimate is { } estimate && double.IsFinite(estimate)
        ? new Known(estimate, resource.Low, resource.Low is null ? null : resource.High ?? double.PositiveInfinity)
        : null;
}

/// <summary>A model's quality beside the teacher's.</summary>
/// <param name="Delta">Its score less the teacher's, turned so that more is better.</param>
/// <param name="Matches">Whether it is shown not to be worse by more than the margin.</param>
internal sealed record QualityStanding(double Delta, bool Matches);

/// <summary>How many times less a model needs than the teacher.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end of its interval; null without one.</param>
/// <param name="High">Upper end.</param>
internal sealed record Known(double Estimate, double? Low, double? High)
{
    /// <summary>Whether it is shown to need less than another.</summary>
    public bool IsBetterThan(Known other) => Low > other.High;

    /// <summary>Whether it is shown to need more, or cannot be told not to.</summary>
    public bool IsWorseThan(Known other) =>
        Low is not null && other.Low is not null ? High < other.Low : Estimate < other.Estimate;
}
