namespace InferenceCost.Reporting.Pages;

/// <summary>What the pages of a demonstration say first.</summary>
public static class Demonstration
{
    /// <summary>That nothing was measured.</summary>
    public const string Sentence = "Demonstration: these figures are made up from a known truth; nothing was measured.";
}
