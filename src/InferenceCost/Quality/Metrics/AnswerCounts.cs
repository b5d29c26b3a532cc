namespace InferenceCost.Quality.Metrics;

/// <summary>
/// How many items have each label, answer of the teacher and answer of the student: all that the macro F1 of both rests on. Far fewer than
/// the items where these are many.
/// </summary>
internal sealed class AnswerCounts
{
    /// <summary>What drawing a number of items of one kind costs, in items drawn one by one.</summary>
    private const int CostOfKind = 20;

    private readonly (int Label, int Teacher, int Student)[] kinds;
    private readonly int classes;

    private AnswerCounts((int Label, int Teacher, int Student)[] kinds, int[] counts, int classes) =>
        (this.kinds, Counts, this.classes) = (kinds, counts, classes);

    /// <summary>How many items there are of each kind.</summary>
    public int[] Counts { get; }

    /// <summary>Counts items; null where there are so many kinds that counting them gains nothing.</summary>
    /// <param name="labels">The true class of each item.</param>
    /// <param name="teacher">The teacher's answer to each.</param>
    /// <param name="student">The student's.</param>
    /// <param name="classes">How many classes there are.</param>
    public static AnswerCounts? Of(int[] labels, int[] teacher, int[] student, int classes)
    {
        var counts = new Dictionary<(int Label, int Teacher, int Student), int>();
        for (var item = 0; item < labels.Length; item++)
        {
            var kind = (labels[item], teacher[item], student[item]);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            if (counts.Count > labels.Length / CostOfKind)
            {
                return null;
            }
        }

        // In an order in which neither the items' nor that of the models changes a draw: the worse one's answers go before the other's.
        var isStudentWorse = MacroF1.Compute(labels, student) < MacroF1.Compute(labels, teacher);
        (int Label, int Teacher, int Student)[] kinds =
        [
            .. counts.Keys.OrderBy(kind => kind.Label).ThenBy(kind => isStudentWorse ? kind.Student : kind.Teacher)
                .ThenBy(kind => isStudentWorse ? kind.Teacher : kind.Student),
        ];
        return new AnswerCounts(kinds, [.. kinds.Select(kind => counts[kind])], classes);
    }

    /// <summary>The teacher's macro F1 of so many items of each kind.</summary>
    public double ScoreTeacher(ReadOnlySpan<int> counts) => Score(counts, ofTeacher: true);

    /// <summary>The student's.</summary>
    public double ScoreStudent(ReadOnlySpan<int> counts) => Score(counts, ofTeacher: false);

    private double Score(ReadOnlySpan<int> counts, bool ofTeacher)
    {
        var tally = new ClassTally(classes);
        for (var kind = 0; kind < counts.Length; kind++)
        {
            tally.Add(kinds[kind].Label, ofTeacher ? kinds[kind].Teacher : kinds[kind].Student, counts[kind]);
        }

        return tally.MacroF1();
    }
}
