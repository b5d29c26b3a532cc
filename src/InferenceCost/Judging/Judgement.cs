using InferenceCost.Records;

namespace InferenceCost.Judging;

/// <summary>Whether a student matches its teacher, told from recorded predictions alone, and what its errors cost.</summary>
public sealed record Judgement
{
    /// <summary>The verdict as one sentence that a person can quote.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whether the student is shown to match.</summary>
    public required bool Matches { get; init; }

    /// <summary>
    /// The student against its teacher: the record that a run keeps of a claim's quality; null where nothing scores the answers.
    /// </summary>
    public ClaimQuality? Quality { get; init; }

    /// <summary>How far the two behave alike where nothing scores the answers; else it stands in <see cref="Quality"/>.</summary>
    public FidelityRecord? Fidelity { get; init; }

    /// <summary>All models: the teacher, the student, controls, other teachers.</summary>
    public required IReadOnlyList<JudgedModel> Models { get; init; }

    /// <summary>What a reader should know of the files, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The files in which items have several answers; empty where every item was answered once.</summary>
    public IReadOnlyList<RepeatedFile> Repeated { get; init; } = [];

    /// <summary>
    /// What changes when the teacher is asked again, and what is another with the student; empty where the teacher was asked once.
    /// </summary>
    public IReadOnlyList<AnswerChange> Changes { get; init; } = [];

    /// <summary>What right answers and errors cost; null where nobody said what the models cost.</summary>
    public CostOfErrors? Costs { get; init; }
}
