using InferenceCost.Judging;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Judging;

public sealed class CostOfErrorsTests
{
    [Fact]
    public void A_right_answer_costs_as_many_answers_as_it_takes()
    {
        var figure = CostOfErrors.PerCorrect(0.0021, 0.7, new Interval(0.6, 0.75, 0.95));
        Assert.Equal(
            (0.003, 0.0028, 0.0035, 0.95), (figure.Value!.Value, figure.Low!.Value, figure.High!.Value, figure.Confidence!.Value), Close);
    }

    [Fact]
    public void A_model_that_is_never_right_sells_no_right_answers()
    {
        var figure = CostOfErrors.PerCorrect(1, 0);
        Assert.Null(figure.Value);
        Assert.Contains("never right", figure.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_that_may_be_zero_has_no_highest_price() =>
        Assert.Null(CostOfErrors.PerCorrect(1, 0.1, new Interval(0, 0.4, 0.95)).High);

    [Fact]
    public void A_cheaper_student_pays_until_errors_are_dear()
    {
        // (0.0021 - 0.0005) / (0.95 - 0.93) = 0.08; with a loss between 0.01 and 0.04: 0.04 to 0.16
        var figure = Price(0.0021, 0.0005, 0.95, 0.93, new Interval(-0.04, -0.01, 0.9));
        Assert.Equal(
            (0.08, 0.04, 0.16, 0.9), (figure.Value!.Value, figure.Low!.Value, figure.High!.Value, figure.Confidence!.Value), Close);
        Assert.Contains("unless an error costs more", figure.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_not_shown_leaves_the_price_without_an_upper_end()
    {
        var figure = Price(0.0021, 0.0005, 0.95, 0.93, new Interval(-0.04, 0.001, 0.9));
        Assert.Equal(0.04, figure.Low!.Value, 12);
        Assert.Null(figure.High);
    }

    [Fact]
    public void A_dearer_student_that_is_better_pays_once_errors_are_dear()
    {
        // (0.003 - 0.001) / (0.95 - 0.90) = 0.04; with a gain between 0.04 and 0.08: 0.025 to 0.05
        var figure = Price(0.001, 0.003, 0.90, 0.95, new Interval(0.04, 0.08, 0.9));
        Assert.Equal(
            (0.04, 0.025, 0.05, 0.9), (figure.Value!.Value, figure.Low!.Value, figure.High!.Value, figure.Confidence!.Value), Close);
        Assert.Contains("only if an error costs more", figure.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, 0.9, 0.9, "the student costs less at every price")]
    [InlineData(1, 2, 0.9, 0.9, "the teacher costs less at every price")]
    [InlineData(2, 1, 0.8, 0.9, "cheaper and right more often")]
    [InlineData(1, 2, 0.9, 0.8, "dearer and right less often")]
    [InlineData(1, 1, 0.9, 0.8, "so the teacher costs less")]
    [InlineData(1, 1, 0.8, 0.9, "so the student costs less")]
    [InlineData(1, 1, 0.9, 0.9, "both cost the same and are right equally often")]
    public void Where_one_model_is_never_the_dearer_one_there_is_no_break_even(
        double teacher, double student, double teacherRight, double studentRight, string reason)
    {
        var figure = Price(teacher, student, teacherRight, studentRight, null);
        Assert.True(figure is { Value: null, Low: null, High: null });
        Assert.Contains(reason, figure.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(250, 0.0021, 0.0003, 138_889)]
    [InlineData(100, 0.3, 0.2, 1_000)]
    [InlineData(0, 0.3, 0.2, 0)]
    [InlineData(1, 3, 1, 1)]
    public void Whole_items_pay_for_the_distillation(double distillation, double teacher, double student, double items) =>
        Assert.Equal(items, CostOfErrors.Volume(new ItemCosts("USD", teacher, student, distillation)).Value);

    [Theory]
    [InlineData(1.0, 1.0, 5.0, "not cheaper")]
    [InlineData(1.0, 2.0, 5.0, "not cheaper")]
    [InlineData(2.0, 1.0, null, "nobody said")]
    public void Nothing_pays_for_a_student_that_saves_nothing(double teacher, double student, double? distillation, string reason)
    {
        var figure = CostOfErrors.Volume(new ItemCosts("USD", teacher, student, distillation));
        Assert.Null(figure.Value);
        Assert.Contains(reason, figure.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void At_the_break_even_price_both_models_cost_the_same()
    {
        var random = new Random(7);
        for (var i = 0; i < 1000; i++)
        {
            var (teacher, student, right, other) = (random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
            if (Price(teacher, student, right, other, null).Value is { } price)
            {
                Assert.Equal(1, (teacher + price * (1 - right)) / (student + price * (1 - other)), 9);
            }
        }
    }

    [Fact]
    public void Without_shares_of_right_answers_there_is_the_volume_alone()
    {
        var costs = CostOfErrors.Compute(new ItemCosts("Wh", 2, 1, 10), null);
        Assert.All([costs.TeacherPerCorrect, costs.StudentPerCorrect, costs.BreakEvenErrorPrice], figure => Assert.Null(figure.Value));
        Assert.Equal(10, costs.BreakEvenVolume.Value);
    }

    [Fact]
    public void Impossible_costs_and_shares_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemCosts("USD", -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemCosts("USD", 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemCosts("USD", 1, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SharesRight(1.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostOfErrors.PerCorrect(1, -0.1));
    }

    private static CostFigure Price(double teacher, double student, double teacherRight, double studentRight, Interval? difference) =>
        CostOfErrors.ErrorPrice(
            new ItemCosts("USD", teacher, student), new SharesRight(teacherRight, studentRight) { Difference = difference });

    private static bool Close((double, double, double, double) expected, (double, double, double, double) actual) =>
        Near(expected.Item1, actual.Item1) && Near(expected.Item2, actual.Item2) && Near(expected.Item3, actual.Item3)
        && Near(expected.Item4, actual.Item4);

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;
}
