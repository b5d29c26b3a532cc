using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Statistics;

namespace InferenceCost.Claims;

/// <summary>One of the models whose predictions are judged.</summary>
public sealed record JudgedModel
{
    /// <summary>The file of its predictions.</summary>
    public required string File { get; init; }

    /// <summary><c>teacher</c>, <c>student</c>, <c>control</c> or <c>other teacher</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Its score; null without a metric.</summary>
    public double? Score { get; init; }

    /// <summary>Wilson's 95 % interval of an accuracy; null for other metrics.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Share of items with the teacher's answer, right or wrong; null for the teacher, and without answers.</summary>
    public double? AgreementWithTeacher { get; init; }

    /// <summary>The student against this model; null for the student, and without a metric.</summary>
    public RecordedComparison? Student { get; init; }

    /// <summary>A model that the student is compared with.</summary>
    internal static JudgedModel Rival(string role, Predictions own, Predictions teacher, RecordedComparison? student) => new()
    {
        File = own.Source,
        Role = role,
        Score = student?.TeacherScore,
        Interval = student?.Counts is { } counts ? WilsonInterval.Of(counts.BothRight + counts.OnlyTeacherRight, counts.Items) : null,
        AgreementWithTeacher = ReferenceEquals(own, teacher) || !own.HasAnswers || !teacher.HasAnswers ? null : PairedOutcomes.Of(teacher, own).Agreement,
        Student = student,
    };

    /// <summary>The student.</summary>
    internal static JudgedModel OfStudent(Predictions own, double? agreement, RecordedComparison? comparison) => new()
    {
        File = own.Source,
        Role = "student",
        Score = comparison?.StudentScore,
        Interval = comparison?.Counts is { } counts ? WilsonInterval.Of(counts.BothRight + counts.OnlyStudentRight, counts.Items) : null,
        AgreementWithTeacher = agreement,
    };
}
