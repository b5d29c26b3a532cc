using InferenceCost.Records;

namespace InferenceCost.Findings.Claims;

/// <summary>The cost side of a sentence. It speaks of the required resources only; the table has the others.</summary>
internal sealed class CostPhrases
{
    private readonly List<ClaimResource> required;

    /// <summary>Takes the resources of one claim.</summary>
    public CostPhrases(IReadOnlyList<ClaimResource> resources) => required = [.. resources.Where(resource => resource.Required)];

    /// <summary>What is shown lower; null where nothing is.</summary>
    public string? Lower => List(ShownDirection.Lower, resource => ClaimNumbers.Less(resource, Noun(resource.Metric)));

    /// <summary>What is shown higher; null where nothing is.</summary>
    public string? Higher => List(ShownDirection.Higher, resource => ClaimNumbers.More(resource, Noun(resource.Metric)));

    /// <summary>Which required resources are not shown lower, and what is known of them.</summary>
    public string NotLower => required.Count == 0
        ? "no resource is required"
        : $"less {List(ShownDirection.Neither, resource => $"{Noun(resource.Metric)} ({Known(resource)})", "or")} is not shown";

    /// <summary>The same as an addition to what is shown; empty where everything is.</summary>
    public string ButNotLower => required.Exists(resource => resource.Shown == ShownDirection.Neither) ? $", but {NotLower}" : "";

    /// <summary>The savings as an aside to a verdict that quality decided, and what costs more beside it; empty without either.</summary>
    public string Even(bool higher)
    {
        var more = higher && Higher is { } dearer ? $" and needs {dearer}" : "";
        return more + (Lower is { } lower ? $", even though it needs {lower}" : "");
    }

    private static string Noun(string metric) => Metric.Find(metric).ResourceNoun ?? metric;

    private static string Known(ClaimResource resource) =>
        resource.Estimate is not { } estimate ? resource.Note ?? "it was not measured"
        : resource.Confidence is null ? WithNote(ClaimNumbers.Times(estimate), resource.Note)
        : resource.High is not { } high ? WithNote($"at least {ClaimNumbers.Times(resource.Low ?? estimate)}", resource.Note)
        : WithNote(ClaimNumbers.Range(resource.Low!.Value, high), resource.Note);

    private static string WithNote(string figure, string? note) => note is null ? figure : $"{figure}, {note}";

    private string? List(ShownDirection shown, Func<ClaimResource, string> phrase, string conjunction = "and")
    {
        List<string> phrases = [.. required.Where(resource => resource.Shown == shown).Select(phrase)];
        return phrases.Count switch
        {
            0 => null,
            1 => phrases[0],
            _ => $"{string.Join(", ", phrases[..^1])} {conjunction} {phrases[^1]}",
        };
    }
}
