using InferenceCost.Quality.Metrics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class QualityScoringTests
{
    private static readonly Predictions Teacher = new("t", ["a", "b"], [0, 1], [0, 1], [0.5f, 0.5f, 0.25f, 0.75f]);

    [Fact]
    public void A_teacher_has_a_score_and_no_agreement_with_itself()
    {
        var record = QualityScoring.Record("family", "teacher", "cpu", Teacher, null)!;
        Assert.Equal(("accuracy", 2, 1.0, 0.95), (record.Metric, record.Items, record.Score, record.Confidence));
        Assert.Equal(["brier", "correct", "negativeLogLikelihood"], record.Details.Keys.Order());
    }

    [Fact]
    public void A_student_is_compared_with_its_teacher()
    {
        var record = QualityScoring.Record(
            "family", "student", "cpu", new Predictions("s", ["a", "b"], [0, 1], [0, 0], [0.5f, 0.5f, 0.75f, 0.25f]), Teacher)!;
        Assert.Equal((0.5, 1.0, 0.5), (record.Score, record.Details["correct"], record.Details["agreementWithTeacher"]));
        Assert.Equal(0.5 * (0.25 * Math.Log(0.25 / 0.75) + 0.75 * Math.Log(0.75 / 0.25)), record.Details["predictiveKl"], 12);
    }

    [Fact]
    public void A_figure_that_is_infinite_is_left_out()
    {
        // What the teacher thinks possible has no chance with the student; the log loss is clipped instead.
        var record = QualityScoring.Record(
            "family", "student", "cpu", new Predictions("s", ["a", "b"], [0, 1], [0, 0], [0.5f, 0.5f, 1, 0]), Teacher)!;
        Assert.Equal(["agreementWithTeacher", "brier", "correct", "negativeLogLikelihood"], record.Details.Keys.Order());
    }

    [Fact]
    public void Without_labels_a_student_has_its_agreement_and_the_teacher_nothing()
    {
        var teacher = new Predictions("t", ["a", "b"], null, [0, 1]);
        var record = QualityScoring.Record("family", "student", "cpu", new Predictions("s", ["b", "a"], null, [1, 1]), teacher)!;
        Assert.Equal(("agreement", 0.5), (record.Metric, record.Score));
        Assert.Null(QualityScoring.Record("family", "teacher", "cpu", teacher, null));
    }
}
