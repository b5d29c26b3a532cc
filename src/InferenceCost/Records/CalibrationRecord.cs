namespace InferenceCost.Records;

/// <summary>
/// How far a classifier's probabilities can be trusted, with the recorded probabilities or with scaled ones. Lower is better.
/// </summary>
public abstract record CalibrationFigures
{
    /// <summary>
    /// Mean over items of -ln p(true class), in nats. ln p is clipped at ln 1e-15, so that it is finite: see <see cref="ClippedItems"/>.
    /// </summary>
    public required double NegativeLogLikelihood { get; init; }

    /// <summary>Mean over items of the squared distance between probabilities and truth, summed over classes: 0 to 2.</summary>
    public required double Brier { get; init; }

    /// <summary>Expected calibration error: mean distance between confidence and accuracy over 15 bins of equal width, 0 to 1.</summary>
    public required double Ece { get; init; }

    /// <summary>What <see cref="Ece"/> would be if these very confidences were right: it is above zero for a perfect model too.</summary>
    public required CalibrationNull EceNull { get; init; }

    /// <summary>
    /// How many items' true class has a probability below 1e-15, counted as 1e-15: one of them alone would make the mean infinite.
    /// </summary>
    public required int ClippedItems { get; init; }
}

/// <summary>A classifier's calibration on labelled items, as it answered and after temperature scaling.</summary>
public sealed record CalibrationRecord : CalibrationFigures
{
    /// <summary>How many items.</summary>
    public required int Items { get; init; }

    /// <summary>The same figures after temperature scaling; null where that means nothing here.</summary>
    public ScaledCalibration? Scaled { get; init; }

    /// <summary>Why <see cref="Scaled"/> is null; null where it is not.</summary>
    public string? WhyNotScaled { get; init; }
}

/// <summary>Calibration after temperature scaling.</summary>
public sealed record ScaledCalibration : CalibrationFigures
{
    /// <summary><see cref="TemperatureSource"/> for a temperature that the family gives.</summary>
    public const string Stored = "stored";

    /// <summary><see cref="TemperatureSource"/> for temperatures fitted on the other half of the items.</summary>
    public const string CrossFitted = "cross-fitted in two folds";

    /// <summary>
    /// What the logits were divided by, without a unit; above 1 makes the model less sure of itself. One where it is stored; two where
    /// they are cross-fitted: fitted on the first fold and used for the second, then the reverse.
    /// </summary>
    public required IReadOnlyList<double> Temperatures { get; init; }

    /// <summary><see cref="Stored"/> or <see cref="CrossFitted"/>.</summary>
    public required string TemperatureSource { get; init; }
}

/// <summary>
/// The expected calibration error of a model whose confidences are exactly right, on this many items: what chance alone shows.
/// </summary>
/// <param name="Mean">Mean over resamples, 0 to 1.</param>
/// <param name="Upper95">The 95 % quantile over resamples: a larger error is not chance.</param>
/// <param name="Resamples">How many times labels were drawn.</param>
public sealed record CalibrationNull(double Mean, double Upper95, int Resamples);

/// <summary>
/// Teacher and student on the same items. Every difference is student - teacher: lower is better, so above zero the student is worse.
/// </summary>
public sealed record PairedCalibrationRecord
{
    /// <summary>How many items.</summary>
    public required int Items { get; init; }

    /// <summary>
    /// Difference in -ln p(true class), in nats per item, clipped as in <see cref="CalibrationFigures.NegativeLogLikelihood"/>.
    /// </summary>
    public required PairedMeanDifference NegativeLogLikelihood { get; init; }

    /// <summary>Difference in the Brier score per item, -2 to 2.</summary>
    public required PairedMeanDifference Brier { get; init; }

    /// <summary>How many items were clipped for at least one of the two models, before scaling.</summary>
    public required int ClippedItems { get; init; }

    /// <summary>
    /// Difference in -ln p(true class) after temperature scaling of both, in nats per item; null where either cannot be scaled.
    /// </summary>
    public PairedMeanDifference? ScaledNegativeLogLikelihood { get; init; }

    /// <summary>Difference in the Brier score after temperature scaling of both; null where either cannot be scaled.</summary>
    public PairedMeanDifference? ScaledBrier { get; init; }

    /// <summary>Why there is nothing after scaling; null where there is.</summary>
    public string? WhyNotScaled { get; init; }
}

/// <summary>A mean difference and its paired t interval, in the unit of the scores.</summary>
/// <param name="Mean">Mean over items of student - teacher.</param>
/// <param name="Low">Lower end of the interval; null for a single item, whose spread is unknown.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Two-sided confidence: 0.9.</param>
public sealed record PairedMeanDifference(double Mean, double? Low, double? High, double? Confidence);
