namespace InferenceCost.Records;

/// <summary>What a control is evidence of, where it is not of all that controls are.</summary>
public enum ControlEvidence
{
    /// <summary>What learning from the teacher gave: it had the student's labels and no teacher.</summary>
    Gain,

    /// <summary>Where a student comes from: it is as good as the student and never saw the teacher.</summary>
    Lineage,

    /// <summary>Neither: it is scored beside the others.</summary>
    None,
}
