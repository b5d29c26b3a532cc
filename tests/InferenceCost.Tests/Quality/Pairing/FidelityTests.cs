using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Pairing;

public sealed class FidelityTests
{
    [Fact]
    public void Flips_and_shared_mistakes_are_shares_of_the_items_they_speak_of()
    {
        // Four both right, one only the teacher, two only the student, three both wrong, two of them alike.
        var fidelity = Fidelity.Compute(Pair([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 0, 0, 1, 1, 2]));
        Assert.Equal((0.6, 0.2, 0.1), (fidelity.Agreement, fidelity.PositiveFlips, fidelity.NegativeFlips));
        Assert.Equal(2 / 3.0, fidelity.WrongAgreement!.Value, 12);

        // c_obs = 0.7, c_exp = 0.6 * 0.5 + 0.4 * 0.5 = 0.5.
        Assert.Equal(0.4, fidelity.ErrorConsistency!.Value, 12);
        Assert.Null(fidelity.ErrorConsistencyLow);
    }

    [Fact]
    public void The_interval_of_the_consistency_holds_it_and_is_the_same_every_time()
    {
        int[] teacher = [.. Enumerable.Range(0, 400).Select(item => item % 10 == 0 ? 1 : 0)];
        int[] student = [.. Enumerable.Range(0, 400).Select(item => item % 8 == 0 ? 1 : 0)];
        var fidelity = Fidelity.Compute(Pair(teacher, student));
        Assert.InRange(fidelity.ErrorConsistency!.Value, fidelity.ErrorConsistencyLow!.Value, fidelity.ErrorConsistencyHigh!.Value);
        Assert.Equal(fidelity, Fidelity.Compute(Pair(teacher, student)));
        Assert.Equal(fidelity, Fidelity.Compute(Pair([.. teacher.Reverse()], [.. student.Reverse()])));
    }

    [Fact]
    public void Divergence_is_from_the_teacher_to_the_student()
    {
        // 0.5 ln(0.5 / 0.75) + 0.5 ln(0.5 / 0.25); the other direction is 0.1308. Jensen-Shannon by scipy.spatial.distance.jensenshannon(p,
        // q, 2).
        var fidelity = Probabilities([0.5f, 0.5f], [0.75f, 0.25f]);
        Assert.Equal(0.14384103622589042, fidelity.PredictiveKl!.Value, 12);
        Assert.Equal(1 - 0.22089576884901735, fidelity.ProbabilityLoyalty!.Value, 9);
    }

    [Fact]
    public void What_the_teacher_thinks_impossible_adds_nothing()
    {
        var same = Probabilities([1, 0], [1, 0]);
        Assert.Equal((0.0, 1.0), (same.PredictiveKl, same.ProbabilityLoyalty));
    }

    [Fact]
    public void Opposite_certainties_have_no_loyalty_and_no_finite_divergence()
    {
        var opposite = Probabilities([1, 0], [0, 1]);
        Assert.Null(opposite.PredictiveKl);
        Assert.Equal(0, opposite.ProbabilityLoyalty!.Value, 12);
    }

    [Fact]
    public void Without_labels_there_is_agreement_alone()
    {
        var fidelity = Fidelity.Compute(PairedItems.Pair(new Predictions("t", ["a"], null, [3]), new Predictions("s", ["a"], null, [3])));
        Assert.Equal(new FidelityRecord { Agreement = 1 }, fidelity);
    }

    private static FidelityRecord Probabilities(float[] teacher, float[] student) =>
        Fidelity.Compute(
            PairedItems.Pair(new Predictions("t", ["a"], null, [0], teacher), new Predictions("s", ["a"], null, [0], student)));

    private static PairedItems Pair(int[] teacher, int[] student)
    {
        string[] items = [.. teacher.Select((_, index) => $"{index}")];
        return PairedItems.Pair(
            new Predictions("t", items, new int[items.Length], teacher), new Predictions("s", items, new int[items.Length], student));
    }
}
