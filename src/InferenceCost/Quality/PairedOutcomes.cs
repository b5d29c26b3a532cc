using InferenceCost.Data;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality;

/// <summary>Teacher and student on the same items, matched by id.</summary>
/// <param name="Items">How many items.</param>
/// <param name="Agreeing">On how many both give the same answer, right or wrong.</param>
/// <param name="Counts">Who got which item right; null without labels.</param>
/// <param name="PredictiveKl">
/// Mean over items of KL(teacher || student) of their probabilities, in nats, teacher first (Stanton et al., NeurIPS 2021); infinite
/// where the student gives no chance to what the teacher thinks possible, null where either has no probabilities.
/// </param>
public sealed record PairedOutcomes(int Items, int Agreeing, PairedCounts? Counts, double? PredictiveKl)
{
    /// <summary>Share of the items on which both give the same answer.</summary>
    public double Agreement => (double)Agreeing / Items;

    /// <summary>Pairs the predictions of both models. Where only one of them has labels, its labels count for both.</summary>
    /// <exception cref="InputException">Items, labels or classes are not the same for both, or one has scores and no answers.</exception>
    public static PairedOutcomes Of(Predictions teacher, Predictions student)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        if (!teacher.HasAnswers || !student.HasAnswers)
        {
            throw new InputException(
                $"{(teacher.HasAnswers ? student : teacher).Source}: holds scores, no predictions", "record what each model answered, or compare scores");
        }

        var paired = ItemPairing.Of(teacher, student);
        var agreeing = 0;
        int both = 0, onlyStudent = 0, onlyTeacher = 0, neither = 0;
        for (var i = 0; i < paired.Length; i++)
        {
            var (first, second) = (teacher.Predicted[i], student.Predicted[paired[i]]);
            agreeing += first == second ? 1 : 0;
            if ((teacher.Labels?[i] ?? student.Labels?[paired[i]]) is { } label)
            {
                switch (first == label, second == label)
                {
                    case (true, true): both++; break;
                    case (false, true): onlyStudent++; break;
                    case (true, false): onlyTeacher++; break;
                    default: neither++; break;
                }
            }
        }

        var labelled = teacher.Labels is not null || student.Labels is not null;
        return new PairedOutcomes(
            paired.Length, agreeing, labelled ? new PairedCounts(both, onlyStudent, onlyTeacher, neither) : null, Divergence(teacher, student, paired));
    }

    private static double? Divergence(Predictions teacher, Predictions student, int[] paired)
    {
        if (teacher.Classes is not { } classes || student.Classes is not { } others)
        {
            return null;
        }

        if (classes != others)
        {
            throw new InputException(
                FormattableString.Invariant($"{teacher.Source} has {classes} classes and {student.Source} has {others}"),
                "compare models of the same task");
        }

        var sum = 0.0;
        for (var i = 0; i < paired.Length; i++)
        {
            var p = teacher.ProbabilitiesOf(i);
            var q = student.ProbabilitiesOf(paired[i]);
            for (var k = 0; k < p.Length; k++)
            {
                // What the teacher thinks impossible adds nothing: p ln p goes to 0.
                sum += p[k] > 0 ? p[k] * (Math.Log(p[k]) - Math.Log(q[k])) : 0;
            }
        }

        return sum / paired.Length;
    }
}
