using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>What a reader of absolute figures must know where they stand: that something else wanted the processor too.</summary>
internal static class LoadWarning
{
    /// <summary>Less than this is what a resting system does by itself, in percent of the processor time.</summary>
    private const double Tolerated = 5;

    /// <summary>The warning; null where the machine was quiet, or nothing is known.</summary>
    public static Phrase? Compose(RunRecord run)
    {
        string?[] takers =
        [
            run.Conditions.OtherLoadPercent is > Tolerated and var other ? $"other processes took {Figure.ThreeDigits(other)} %" : null,
            run.Conditions.StealPercent is > Tolerated and var steal ? $"the hypervisor took {Figure.ThreeDigits(steal)} %" : null,
        ];
        return takers.OfType<string>().ToList() is { Count: > 0 } said
            ? Phrase.Of($"{Phrase.Bold("The machine was not quiet")}: {string.Join(" and ", said)} of the processor time. Times and rates "
                + $"below are those of a busy machine; ratios, whose sides ran interleaved, suffer less.")
            : null;
    }
}
