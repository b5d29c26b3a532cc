using InferenceCost.Records;

namespace InferenceCost.Scenarios.Contract;

/// <summary>The measured parts of a run record, as scenarios fill them.</summary>
/// <param name="request">How the run was asked for.</param>
/// <param name="folder">The run's folder, where predictions lie.</param>
/// <param name="families">The families as they were checked before anything ran.</param>
public sealed class RunParts(RunRequest request, string folder, IReadOnlyList<FamilyRecord> families)
{
    /// <summary>How the run was asked for.</summary>
    public RunRequest Request { get; } = request;

    /// <summary>The run's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>The families, with what was found out of their models.</summary>
    public IReadOnlyList<FamilyRecord> Families { get; set; } = families;

    /// <summary>What was measured, valid or not.</summary>
    public List<CaseRecord> Cases { get; } = [];

    /// <summary>Teacher over student.</summary>
    public List<RatioRecord> Ratios { get; } = [];

    /// <summary>The score of each model.</summary>
    public List<QualityRecord> Quality { get; } = [];

    /// <summary>What providers computed beside the CPU.</summary>
    public List<OutputRecord> Outputs { get; } = [];

    /// <summary>What the machine can do at most.</summary>
    public List<LimitsRecord> Limits { get; } = [];

    /// <summary>What was not measured, and why.</summary>
    public List<UnavailableRecord> Unavailable { get; } = [];

    /// <summary>Remarks that belong to the whole run.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Looks at every case once all are there, and withholds those that may not be used.</summary>
    public List<Func<CaseRecord, CaseRecord>> Checks { get; } = [];
}
