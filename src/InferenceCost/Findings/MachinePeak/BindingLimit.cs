namespace InferenceCost.Findings.MachinePeak;

/// <summary>Which of a machine's limits bounds a call.</summary>
public enum BindingLimit
{
    /// <summary>Multiply-accumulates a second.</summary>
    Arithmetic,

    /// <summary>Bytes a second from memory.</summary>
    Memory,
}
