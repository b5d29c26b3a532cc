using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InferenceCost.Records;

namespace InferenceCost.Findings;

/// <summary>A run as programs read it: all of <c>run.json</c>, and its findings.</summary>
public sealed record RunWithFindings : RunRecord
{
    /// <summary>Adds the findings to a stored run.</summary>
    [SetsRequiredMembers]
    public RunWithFindings(RunRecord run)
        : base(run) => Findings = RunFindings.Find(run);

    /// <summary>The findings.</summary>
    [JsonPropertyOrder(1)]
    public RunFindings Findings { get; }
}
