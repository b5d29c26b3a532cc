using InferenceCost.Records;

namespace InferenceCost.Comparison;

/// <summary>The change of a cost that does not matter.</summary>
/// <param name="Relative">As a share: 0.05 lets a cost be 5 % more, or its inverse less.</param>
/// <param name="Floor">As an amount, in the unit of the cost: a smaller difference does not matter, however large a share it is.</param>
public readonly record struct ChangeMargin(double Relative, double Floor = 0)
{
    /// <summary>The margin for a metric.</summary>
    public static ChangeMargin Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(metric.ChangeMargin, metric.ChangeFloor);
    }

    /// <summary>
    /// The factor that a change must exceed, upwards or as its inverse. The floor counts against the smaller cost of the two, so that
    /// exchanging the sides does not change the factor.
    /// </summary>
    /// <param name="oldCost">What the old side costs, in the unit of <see cref="Floor"/>, above zero.</param>
    /// <param name="newCost">What the new side costs.</param>
    public double Factor(double oldCost, double newCost) => 1 + Math.Max(Relative, Floor / Math.Min(oldCost, newCost));
}
