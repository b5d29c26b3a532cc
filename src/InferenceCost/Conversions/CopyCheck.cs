using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Conversions;

/// <summary>A converted copy beside its original, on the processor with one thread and one item a call.</summary>
/// <param name="Shapes">The shapes of the inputs: <c>input_ids 1x32</c>.</param>
/// <param name="Agreement">How far both answer alike.</param>
/// <param name="Time">How long both take.</param>
/// <param name="Ran">The operators of the copy that ran, those that took the most time first.</param>
/// <param name="Warnings">What a person should know before the copy is used.</param>
public sealed record CopyCheck(
    string Shapes, CopyAgreement Agreement, CopyTime Time, IReadOnlyList<OperatorTime> Ran, IReadOnlyList<string> Warnings);

/// <summary>How far a copy answers as its original does, on made-up inputs.</summary>
/// <param name="Inputs">How many inputs both were given.</param>
/// <param name="Rows">
/// Rows along the last axis of all floating-point outputs, over all inputs; 0 where there are none of two numbers.
/// </param>
/// <param name="SameLargest">Those rows whose largest number stands in the same place.</param>
/// <param name="Difference">How far the numbers are apart; null where no output is of floating point.</param>
public sealed record CopyAgreement(int Inputs, long Rows, long SameLargest, OutputDifference? Difference)
{
    /// <summary>The share of rows with the largest number in the same place; null where there are no rows.</summary>
    public double? Share => Rows > 0 ? (double)SameLargest / Rows : null;
}

/// <summary>How long a copy and its original take for the same call, in turns.</summary>
/// <param name="Original">Milliseconds of the original, the lower quartile.</param>
/// <param name="Copy">Milliseconds of the copy, the lower quartile.</param>
/// <param name="Ratio">Original over copy.</param>
/// <param name="Pairs">How many pairs.</param>
/// <param name="IsProcessorTime">Whether it is time of the processor, which other programs on the machine do not lengthen much.</param>
public sealed record CopyTime(double Original, double Copy, double Ratio, int Pairs, bool IsProcessorTime);
