using InferenceCost.Records;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Tests.Invocation;

/// <summary>From a fate to a verdict.</summary>
internal static class DemoFates
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
