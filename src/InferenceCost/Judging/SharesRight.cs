using InferenceCost.Statistics;

namespace InferenceCost.Judging;

/// <summary>How often each model is right, with what is known of it.</summary>
public sealed record SharesRight
{
    /// <summary>States the shares.</summary>
    /// <param name="teacher">The teacher's share of right answers, 0 to 1.</param>
    /// <param name="student">The student's share of right answers, 0 to 1.</param>
    /// <exception cref="ArgumentException">A share outside 0 to 1.</exception>
    public SharesRight(double teacher, double student)
    {
        Require(teacher);
        Require(student);
        (Teacher, Student) = (teacher, student);
    }

    /// <summary>The teacher's share of right answers.</summary>
    public double Teacher { get; }

    /// <summary>The student's share of right answers.</summary>
    public double Student { get; }

    /// <summary>Interval of the teacher's share.</summary>
    public Interval? TeacherInterval { get; init; }

    /// <summary>Interval of the student's share.</summary>
    public Interval? StudentInterval { get; init; }

    /// <summary>Paired interval of student minus teacher.</summary>
    public Interval? Difference { get; init; }

    internal static void Require(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Must lie between 0 and 1.");
        }
    }
}
