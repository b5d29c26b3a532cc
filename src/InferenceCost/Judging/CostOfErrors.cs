using InferenceCost.Statistics;

namespace InferenceCost.Judging;

/// <summary>
/// Quality and cost on one scale: what a right answer costs, and the prices and volumes at which the cheaper model stops being cheaper.
/// Never to be read without the verdict on quality: a cheap bad model wins on cost per right answer alone.
/// </summary>
public sealed record CostOfErrors
{
    /// <summary>The costs that it rests on.</summary>
    public required ItemCosts Costs { get; init; }

    /// <summary>What one right answer of the teacher costs.</summary>
    public required CostFigure TeacherPerCorrect { get; init; }

    /// <summary>What one right answer of the student costs.</summary>
    public required CostFigure StudentPerCorrect { get; init; }

    /// <summary>The price of an error at which both cost the same.</summary>
    public required CostFigure BreakEvenErrorPrice { get; init; }

    /// <summary>How many items pay for the distillation.</summary>
    public required CostFigure BreakEvenVolume { get; init; }

    /// <summary>All figures. Without shares of right answers only the volume has a meaning.</summary>
    /// <param name="costs">What the models cost.</param>
    /// <param name="quality">Both models' shares of right answers; null where quality is something else.</param>
    public static CostOfErrors Compute(ItemCosts costs, SharesRight? quality)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var unknown = CostFigure.None("it takes the share of right answers, and the quality here is something else");
        return new CostOfErrors
        {
            Costs = costs,
            TeacherPerCorrect = quality is null ? unknown : PerCorrect(costs.Teacher, quality.Teacher, quality.TeacherInterval),
            StudentPerCorrect = quality is null ? unknown : PerCorrect(costs.Student, quality.Student, quality.StudentInterval),
            BreakEvenErrorPrice = quality is null ? unknown : ErrorPrice(costs, quality),
            BreakEvenVolume = Volume(costs),
        };
    }

    /// <summary>
    /// Cost per right answer, c / Q: what an answer costs if one asks until it is right, and sees that it is (the cost-of-pass of Erol et
    /// al. 2025, arXiv 2504.13359, for a whole task).
    /// </summary>
    /// <param name="cost">Cost of one item, not negative.</param>
    /// <param name="share">Share of right answers, 0 to 1.</param>
    /// <param name="interval">Interval of the share.</param>
    /// <exception cref="ArgumentException">A share outside 0 to 1.</exception>
    public static CostFigure PerCorrect(double cost, double share, Interval? interval = null)
    {
        SharesRight.Require(share);
        return share == 0
            ? CostFigure.None("it was never right, and no money buys a right answer from it")
            : CostFigure.Over(cost, share, interval, "if wrong answers cost nothing and are recognised");
    }

    /// <summary>
    /// The price of an error at which both models cost the same: an item costs c + lambda (1 - Q) with its errors paid for, which is equal
    /// for both at lambda = (c_T - c_S) / (Q_T - Q_S).
    /// </summary>
    /// <param name="costs">What the models cost.</param>
    /// <param name="quality">Both models' shares of right answers.</param>
    public static CostFigure ErrorPrice(ItemCosts costs, SharesRight quality)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(quality);
        var saving = costs.Teacher - costs.Student;
        var loss = quality.Teacher - quality.Student;
        return (saving, loss) switch
        {
            (0, 0) => CostFigure.None("both cost the same and are right equally often"),
            (0, _) => CostFigure.None($"both cost the same per item, so the {Better(loss)} costs less at every price of an error"),
            (_, 0) => CostFigure.None($"both are right equally often, so the {Cheaper(saving)} costs less at every price of an error"),
            ( > 0, < 0) => CostFigure.None("the student is cheaper and right more often: it costs less at every price of an error"),
            ( < 0, > 0) => CostFigure.None("the student is dearer and right less often: no price of an error makes it cost less"),
            ( > 0, _) =>
                CostFigure.Over(saving, loss, Mirrored(quality.Difference), "the student costs less unless an error costs more than this"),
            _ => CostFigure.Over(-saving, -loss, quality.Difference, "the student costs less only if an error costs more than this"),
        };
    }

    /// <summary>How many items pay for the distillation, C / (c_T - c_S), in whole items.</summary>
    /// <param name="costs">What the models and the distillation cost.</param>
    public static CostFigure Volume(ItemCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return costs.Distillation is not { } distillation ? CostFigure.None("nobody said what the distillation cost")
            : costs.Teacher <= costs.Student
                ? CostFigure.None("the student is not cheaper per item, so no number of items pays for the distillation")
            : new CostFigure(
                WholeItems(distillation / (costs.Teacher - costs.Student)), null, null, null,
                "items until the student has paid for itself, if its errors cost nothing");
    }

    /// <summary>
    /// Rounded up, but not for the last bits of a quotient: 100 / (0.3 - 0.2) is 1000.0000000000002, and that is a thousand.
    /// </summary>
    private static double WholeItems(double items) => Math.Ceiling(items * (1 - 1e-12));

    private static string Better(double loss) => loss > 0 ? "teacher" : "student";

    private static string Cheaper(double saving) => saving > 0 ? "student" : "teacher";

    private static Interval? Mirrored(Interval? interval) =>
        interval is { } bounds ? new Interval(-bounds.High, -bounds.Low, bounds.Confidence) : null;
}
