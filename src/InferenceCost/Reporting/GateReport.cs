using InferenceCost.Comparison.Gate;

namespace InferenceCost.Reporting;

/// <summary>What a gate measured, as Markdown.</summary>
public static class GateReport
{
    /// <summary>Renders the page.</summary>
    public static string Render(GateRecord record) => string.Join("\n", record.Changes().Select(c => $"{c.Verdict} {c.Id} {c.Old:0} {c.New:0} {c.Change?.Estimate:0.0000} {c.Change?.Low:0.0000} {c.Change?.High:0.0000} sees {c.Sees:0.000} canary {c.Canary:0.00} {c.Reason}")) + "\n";
}
