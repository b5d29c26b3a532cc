namespace InferenceCost.Statistics;

/// <summary>How often two models were right on the same items: the two-by-two table behind every paired comparison of accuracies.</summary>
/// <param name="BothRight">Items that both got right.</param>
/// <param name="OnlyStudentRight">Items that only the student got right.</param>
/// <param name="OnlyTeacherRight">Items that only the teacher got right.</param>
/// <param name="BothWrong">Items that both got wrong.</param>
public readonly record struct PairedCounts(int BothRight, int OnlyStudentRight, int OnlyTeacherRight, int BothWrong)
{
    /// <summary>Number of items.</summary>
    public int Items => checked(BothRight + OnlyStudentRight + OnlyTeacherRight + BothWrong);

    /// <summary>Items on which exactly one model is right.</summary>
    public int Discordant => OnlyStudentRight + OnlyTeacherRight;

    /// <summary>Share of the items that the teacher got right, 0 to 1.</summary>
    public double TeacherAccuracy => (double)(BothRight + OnlyTeacherRight) / Items;

    /// <summary>Share of the items that the student got right, 0 to 1.</summary>
    public double StudentAccuracy => (double)(BothRight + OnlyStudentRight) / Items;

    /// <summary>Accuracy of the student minus accuracy of the teacher, -1 to 1.</summary>
    public double Difference => ((double)OnlyStudentRight - OnlyTeacherRight) / Items;

    /// <summary>Share of the items on which exactly one model is right, 0 to 1.</summary>
    public double Discordance => ((double)OnlyStudentRight + OnlyTeacherRight) / Items;

    /// <summary>Teacher and student exchanged. A method, because a record prints its properties, and this one without end.</summary>
    public PairedCounts Swap() => this with { OnlyStudentRight = OnlyTeacherRight, OnlyTeacherRight = OnlyStudentRight };

    /// <summary>Counts items; both spans hold one entry per item, in the same order.</summary>
    /// <exception cref="ArgumentException">No items, or unequal numbers of them.</exception>
    public static PairedCounts Count(ReadOnlySpan<bool> teacherRight, ReadOnlySpan<bool> studentRight)
    {
        if (teacherRight.IsEmpty || teacherRight.Length != studentRight.Length)
        {
            throw new ArgumentException("Teacher and student need the same items, at least one.", nameof(studentRight));
        }

        var counts = default(PairedCounts);
        for (var i = 0; i < teacherRight.Length; i++)
        {
            counts = counts.Plus(teacherRight[i], studentRight[i]);
        }

        return counts;
    }

    /// <summary>The table with one more item.</summary>
    internal PairedCounts Plus(bool teacherIsRight, bool studentIsRight) => (teacherIsRight, studentIsRight) switch
    {
        (true, true) => this with { BothRight = BothRight + 1 },
        (false, true) => this with { OnlyStudentRight = OnlyStudentRight + 1 },
        (true, false) => this with { OnlyTeacherRight = OnlyTeacherRight + 1 },
        _ => this with { BothWrong = BothWrong + 1 },
    };

    /// <summary>As many items, drawn from these with replacement: only the table matters to a statistic of counts, not the items.</summary>
    internal PairedCounts Resample(Random random)
    {
        var discordant = BinomialDraw.Next(random, Items, (double)Discordant / Items);
        // Where a share has no items to divide, none are left to share out either.
        var student = BinomialDraw.Next(random, discordant, OnlyStudentRight / Math.Max(1.0, Discordant));
        var both = BinomialDraw.Next(random, Items - discordant, BothRight / Math.Max(1.0, Items - Discordant));
        return new PairedCounts(both, student, discordant - student, Items - discordant - both);
    }

    /// <summary>Refuses a table that no items can produce.</summary>
    internal void Validate()
    {
        if (BothRight < 0 || OnlyStudentRight < 0 || OnlyTeacherRight < 0 || BothWrong < 0 || Items == 0)
        {
            throw new ArgumentException($"Counts must not be negative, and there must be at least one item: {this}.");
        }
    }
}
