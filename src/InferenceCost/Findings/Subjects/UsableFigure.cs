using InferenceCost.Records;

namespace InferenceCost.Findings.Subjects;

/// <summary>Figures that may be relied on.</summary>
internal static class UsableFigure
{
    /// <summary>A case's median, in its unit; null for a case that is invalid, was not measured or has no samples.</summary>
    public static double? Median(CaseRecord? item) => item is { Valid: true, Summary: { } summary } ? summary.Median : null;
}
