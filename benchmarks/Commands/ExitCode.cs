namespace InferenceCost.Benchmarks.Commands;

/// <summary>What the program answers to the shell. Each number means one thing, so that a CI step can tell them apart.</summary>
public static class ExitCode
{
    /// <summary>Measured, whatever came out; also inconclusive.</summary>
    public const int Fine = 0;

    /// <summary>A regression was confirmed.</summary>
    public const int Regression = 1;

    /// <summary>Wrong usage or bad input: nothing was measured.</summary>
    public const int BadInput = 2;

    /// <summary>Nothing valid could be measured.</summary>
    public const int NothingMeasured = 3;

    /// <summary>The machine was too restless for a verdict.</summary>
    public const int Contaminated = 4;

    /// <summary>A claim or a case failed that <c>--fail-on</c> names.</summary>
    public const int FailedCheck = 5;

    /// <summary>The two sides of <c>ab</c> give different answers.</summary>
    public const int OtherAnswers = 6;

    /// <summary>Interrupted; what was finished is kept.</summary>
    public const int Interrupted = 130;
}
