namespace InferenceCost.Records;

/// <summary>
/// The codes of reasons and of failed steps: short, and the same in every version, so that a program may look for them. A stored run may
/// hold codes that this version does not know; they are shown as they are.
/// </summary>
public static class ReasonCode
{
    /// <summary>Some launches of a case failed; the others count.</summary>
    public const string LaunchFailed = "launch-failed";

    /// <summary>Nodes ran elsewhere than asked, which was allowed.</summary>
    public const string Fallback = "fallback";

    /// <summary>Nodes ran elsewhere than asked.</summary>
    public const string Placement = "placement";

    /// <summary>Where nodes ran is not known.</summary>
    public const string PlacementUnknown = "placement-unknown";

    /// <summary>Calls do not write their outputs to the host.</summary>
    public const string OutputsNotWritten = "outputs-not-written";

    /// <summary>Calls return before the device has finished.</summary>
    public const string NotSynchronised = "not-synchronised";

    /// <summary>The teacher cannot be measured, and its students are measured beside it alone.</summary>
    public const string NoTeacher = "no-teacher";

    /// <summary>An output held a value that is no finite number.</summary>
    public const string OutputNotFinite = "output-not-finite";

    /// <summary>Outputs sampled during timing were not those that were scored.</summary>
    public const string OutputChanged = "output-changed";

    /// <summary>What a step was given cannot be used.</summary>
    public const string BadInput = "input";

    /// <summary>This machine cannot use the provider.</summary>
    public const string ProviderUnusable = "provider";

    /// <summary>A counter of energy failed.</summary>
    public const string Energy = "energy";

    /// <summary>A process ran out of memory and said so.</summary>
    public const string OutOfMemory = "out-of-memory";

    /// <summary>A step ended in an error that nobody expected.</summary>
    public const string Failed = "failed";

    /// <summary>A process did not answer in time and was ended.</summary>
    public const string Hung = "hung";

    /// <summary>A process was ended from outside.</summary>
    public const string Killed = "killed";

    /// <summary>A process ended without an answer.</summary>
    public const string Crashed = "crashed";

    /// <summary>A build of another version does not know what it was asked.</summary>
    public const string UnknownJob = "unknown-job";

    /// <summary>BenchmarkDotNet measured nothing.</summary>
    public const string Tables = "tables";
}
