using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tests.Quality.Pairing;

namespace InferenceCost.Tests.Quality.Calibration;

public sealed class PairedCalibrationTests
{
    private static readonly Predictions Teacher = SimulatedClassifier.Predict(400, temperature: 1.2, spread: 1.5);
    private static readonly Predictions Student = With(Teacher, TemperatureScaling.Apply(Teacher, 0.5).Probabilities);

    [Fact]
    public void Differences_are_those_of_the_models_own_records()
    {
        var (pair, teacher, student) =
            (Of(Teacher, Student), ModelCalibration.Compute(Teacher, null)!, ModelCalibration.Compute(Student, null)!);
        Assert.Equal((400, 0), (pair.Items, pair.ClippedItems));
        Assert.Equal(student.NegativeLogLikelihood - teacher.NegativeLogLikelihood, pair.NegativeLogLikelihood.Mean, 1e-12);
        Assert.Equal(student.Brier - teacher.Brier, pair.Brier.Mean, 1e-12);
        Assert.Equal(
            student.Scaled!.NegativeLogLikelihood - teacher.Scaled!.NegativeLogLikelihood, pair.ScaledNegativeLogLikelihood!.Mean, 1e-12);
        Assert.Equal(student.Scaled.Brier - teacher.Scaled.Brier, pair.ScaledBrier!.Mean, 1e-12);
        Assert.Null(pair.WhyNotScaled);
    }

    [Fact]
    public void A_student_that_is_only_too_sure_is_worse_before_scaling_and_equal_after_it()
    {
        var pair = Of(Teacher, Student);
        Assert.True(pair.NegativeLogLikelihood.Low > 0);
        Assert.True(pair.Brier.Low > 0);
        // Its logits are the teacher's times two, so its temperatures are the teacher's times two.
        Assert.Equal(0, pair.ScaledNegativeLogLikelihood!.Mean, 1e-6);
        Assert.Equal(0, pair.ScaledBrier!.Mean, 1e-6);
    }

    [Fact]
    public void The_interval_is_the_paired_t_interval()
    {
        // Likelihoods 0.5 and 0.25 of the teacher, 0.25 and 0.0625 of the student: ln 2 and ln 4 more, mean 1.5 ln 2, standard error 0.5 ln
        // 2; the 95 % quantile of t with one degree of freedom is 6.3137515.
        var pair = Of(
            new Predictions("t", ["a", "b"], [0, 0], [1, 1], [0.5f, 0.5f, 0.25f, 0.75f]),
            new Predictions("s", ["a", "b"], [0, 0], [1, 1], [0.25f, 0.75f, 0.0625f, 0.9375f]));
        var ln2 = Math.Log(2);
        Assert.Equal(1.5 * ln2, pair.NegativeLogLikelihood.Mean, 1e-12);
        Assert.Equal((1.5 - 0.5 * 6.313751514675) * ln2, pair.NegativeLogLikelihood.Low!.Value, 1e-9);
        Assert.Equal((1.5 + 0.5 * 6.313751514675) * ln2, pair.NegativeLogLikelihood.High!.Value, 1e-9);
        Assert.Equal(0.9, pair.NegativeLogLikelihood.Confidence);
        // 2 x 0.75^2 - 2 x 0.5^2 = 0.625, and 2 x 0.9375^2 - 2 x 0.75^2 = 0.6328125
        Assert.Equal(0.62890625, pair.Brier.Mean, 1e-12);
    }

    [Fact]
    public void Items_are_matched_by_id_not_by_position() =>
        Assert.Equivalent(Of(Teacher, Student), Of(Teacher, SimulatedClassifier.Shuffle(Student)), strict: true);

    [Fact]
    public void Exchanging_the_models_mirrors_the_differences()
    {
        var (there, back) = (Of(Teacher, Student), Of(Student, Teacher));
        Assert.Equal(there.Brier.Mean, -back.Brier.Mean, 1e-15);
        Assert.Equal(there.Brier.Low!.Value, -back.Brier.High!.Value, 1e-15);
        Assert.Equal(there.ScaledNegativeLogLikelihood!.High!.Value, -back.ScaledNegativeLogLikelihood!.Low!.Value, 1e-15);
    }

    [Fact]
    public void Labels_of_one_model_serve_both()
    {
        var shuffled = SimulatedClassifier.Shuffle(Student);
        var unlabelledTeacher = new Predictions(Teacher.Source, Teacher.Items, null, Teacher.Predicted, Teacher.Probabilities);
        var unlabelledStudent = new Predictions(shuffled.Source, shuffled.Items, null, shuffled.Predicted, shuffled.Probabilities);
        Assert.Equivalent(Of(Teacher, Student), Of(Teacher, unlabelledStudent), strict: true);
        Assert.Equivalent(Of(Teacher, Student), Of(unlabelledTeacher, shuffled), strict: true);
        Assert.Null(PairedCalibration.Compare(unlabelledTeacher, unlabelledStudent, null, null));
    }

    [Fact]
    public void Stored_temperatures_are_used_for_their_own_model()
    {
        var pair = PairedCalibration.Compare(Teacher, Student, 1.2, 2.4)!;
        Assert.Equal(0, pair.ScaledNegativeLogLikelihood!.Mean, 1e-6);
        var exchanged = PairedCalibration.Compare(Teacher, Student, 2.4, 1.2)!;
        Assert.True(exchanged.ScaledNegativeLogLikelihood!.Mean is > 0.01 or < -0.01);
    }

    [Fact]
    public void One_model_that_cannot_be_scaled_is_named_and_the_rest_is_kept()
    {
        var (teacher, student) = (SimulatedClassifier.Predict(19), SimulatedClassifier.Predict(19, temperature: 2));
        var pair = PairedCalibration.Compare(teacher, With(student, student.Probabilities, "s.csv"), 1, null)!;
        Assert.Null(pair.ScaledBrier);
        Assert.Null(pair.ScaledNegativeLogLikelihood);
        Assert.Equal("s.csv: 19 items are too few to fit a temperature on half of them: it takes 20", pair.WhyNotScaled);
        Assert.NotNull(pair.Brier.Low);
    }

    [Fact]
    public void One_item_has_a_difference_and_no_interval()
    {
        var pair = Of(new Predictions("t", ["a"], [0], [0], [1, 0]), new Predictions("s", ["a"], [0], [1], [0, 1]));
        Assert.Equal(new PairedMeanDifference(2, null, null, null), pair.Brier);
        Assert.Equal(1, pair.ClippedItems);
        Assert.Equal(34.538776394910684, pair.NegativeLogLikelihood.Mean, 1e-12);
    }

    [Fact]
    public void There_is_nothing_to_say_where_either_has_no_probabilities()
    {
        Assert.Null(PairedCalibration.Compare(Teacher, With(Student, null), null, null));
        Assert.Null(PairedCalibration.Compare(With(Teacher, null), Student, null, null));
    }

    [Fact]
    public void Other_classes_are_refused() => Assert.Throws<InputException>(() => Of(
        new Predictions("t", ["a"], [0], [0], [1, 0]), new Predictions("s", ["a"], [0], [0], [1, 0, 0])));

    private static PairedCalibrationRecord Of(Predictions teacher, Predictions student) =>
        PairedCalibration.Compare(teacher, student, null, null)!;

    private static Predictions With(Predictions predictions, float[]? probabilities, string? source = null) =>
        new(source ?? predictions.Source, predictions.Items, predictions.Labels, predictions.Predicted, probabilities);
}
