namespace InferenceCost.Records;

/// <summary>Which direction is better: cheaper for a cost.</summary>
public enum Better
{
    /// <summary>Times and sizes.</summary>
    Lower,

    /// <summary>Rates.</summary>
    Higher,
}
