using InferenceCost.Records;

namespace InferenceCost.Scenarios.Demo;

/// <summary>What is true of a student of a demonstration, and so what a claim about it has to find.</summary>
public enum DemoFate
{
    /// <summary>It answers as well as its teacher, and everything of it costs less.</summary>
    Matches,

    /// <summary>It answers as well, but takes as much memory.</summary>
    SavesNoMemory,

    /// <summary>It costs less and answers worse, by four times the margin.</summary>
    AnswersWorse,
}

/// <summary>From a fate to a verdict.</summary>
public static class DemoFates
{
    /// <summary>
    /// The verdict on a student of this fate, where its task has labels and as many items as its margin needs, and where its file is
    /// smaller than its teacher's by more than the saving that the task asks for.
    /// </summary>
    public static ClaimVerdict Verdict(this DemoFate fate) => fate switch
    {
        DemoFate.Matches => ClaimVerdict.Holds,
        DemoFate.SavesNoMemory => ClaimVerdict.Partly,
        _ => ClaimVerdict.DoesNotHold,
    };
}
