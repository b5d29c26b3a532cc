namespace InferenceCost.Scenarios.Validity;

/// <summary>Every rule that a case is held to, in the order of its reasons. A new one is a file and a line.</summary>
internal static class ValidityRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IValidityRule> All { get; } =
    [
        new FallbackRule(),
        new PlacementRule(),
        new PlacementKnownRule(),
        new OutputsWrittenRule(),
        new SynchronisedRule(),
        new UsableModelRule(),
        new UsableTeacherRule(),
        new FailedLaunchesRule(),
    ];

    /// <summary>Holds a case to every rule.</summary>
    public static CaseValidity Check(MeasuredCase item)
    {
        var broken = All.Select(rule => (rule.Invalidates, Reasons: rule.Check(item).ToList()))
            .Where(found => found.Reasons.Count > 0)
            .ToList();
        return new CaseValidity(!broken.Exists(found => found.Invalidates), [.. broken.SelectMany(found => found.Reasons)]);
    }
}
