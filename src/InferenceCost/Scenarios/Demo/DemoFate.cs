namespace InferenceCost.Scenarios.Demo;

/// <summary>What is true of a student of a demonstration, and so what a claim about it has to find.</summary>
public enum DemoFate
{
    /// <summary>It answers as well as its teacher, and everything of it costs less.</summary>
    Matches,

    /// <summary>It answers as well, but takes as much memory.</summary>
    SavesNoMemory,

    /// <summary>It costs less and answers worse, by four times the margin.</summary>
    AnswersWorse,
}
