using InferenceCost.Foundation;
using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>Demonstrations are held against each other only: beside measured figures, made-up ones would be taken for measured.</summary>
public static class MadeUpFigures
{
    /// <summary>Refuses runs of which some are demonstrations and some are not.</summary>
    /// <exception cref="InputException">Some are.</exception>
    public static void RefuseMixture(IReadOnlyList<RunRecord> runs)
    {
        if (runs.FirstOrDefault(run => run.Demo) is { } demo && runs.FirstOrDefault(run => !run.Demo) is { } measured)
        {
            throw new InputException(
                $"{demo.Run.Id} is a demonstration, whose figures are made up, and {measured.Run.Id} was measured: they are not mixed",
                "take demonstrations among themselves, or measure again without --demo");
        }
    }
}
