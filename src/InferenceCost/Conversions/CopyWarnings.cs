using System.Globalization;
using InferenceCost.Onnx.Converting;
using InferenceCost.Runtime.Placement;

namespace InferenceCost.Conversions;

/// <summary>What a person should know of a copy before it is used.</summary>
internal static class CopyWarnings
{
    /// <summary>Half precision is there for its size: it takes as long as the original.</summary>
    private const double SlowerHalf = 0.8;

    private const double Slower = 0.95;
    private const string UnfusedProduct = "MatMulInteger";

    /// <summary>The warnings, the gravest first.</summary>
    public static IEnumerable<string> Find(SmallType to, CopyAgreement agreement, CopyTime time, IReadOnlyList<OperatorTime> ran)
    {
        if (agreement.Difference is { Largest: var largest } && !double.IsFinite(largest))
        {
            yield return "an output of the copy holds numbers that are not finite where the original's are";
        }

        if (time.Ratio < (to == SmallType.Fp16 ? SlowerHalf : Slower))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the copy is slower than the original on this machine: it takes {1 / time.Ratio:0.00} times as long");
        }

        if (ran.FirstOrDefault(item => item.Operator == UnfusedProduct) is { } unfused)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{unfused.Nodes} products ran as {UnfusedProduct} with steps of their own behind it: the runtime did not fuse them");
        }
    }
}
