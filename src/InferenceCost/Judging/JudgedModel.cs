using InferenceCost.Records;

namespace InferenceCost.Judging;

/// <summary>One of the models whose predictions are judged.</summary>
public sealed record JudgedModel
{
    /// <summary>The file of its predictions.</summary>
    public required string File { get; init; }

    /// <summary><c>teacher</c>, <c>student</c>, <c>control</c> or <c>other teacher</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Its quality by the metric of the comparison; null where nothing scores its answers.</summary>
    public double? Score { get; init; }

    /// <summary>Lower end of Wilson's 95 % interval of an accuracy; null for other metrics.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>Share of items with the teacher's answer, right or wrong; null for the teacher, and without answers.</summary>
    public double? AgreementWithTeacher { get; init; }

    /// <summary>How far its probabilities can be trusted; null without labels or probabilities.</summary>
    public CalibrationRecord? Calibration { get; init; }
}
