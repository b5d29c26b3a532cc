namespace InferenceCost.Scenarios.Contract;

/// <summary>A step with its place in the plan.</summary>
/// <param name="Step">The step.</param>
/// <param name="Moment">Its place: steps of one moment keep the order of the catalogue.</param>
public sealed record PlannedStep(PlanStep Step, Moment Moment);

/// <summary>
/// A place in a plan. Rounds mix the metrics, so that a slow hour of the machine falls on all of them and an interrupted run has something
/// of each.
/// </summary>
/// <param name="Round">The round, from 0; -1 before all of them.</param>
/// <param name="Place">The place within the round, the smallest first.</param>
public readonly record struct Moment(int Round, int Place) : IComparable<Moment>
{
    /// <summary>Before the rounds.</summary>
    public static Moment First { get; } = new(-1, 0);

    /// <summary>After the rounds.</summary>
    public static Moment Last { get; } = new(int.MaxValue, 0);

    /// <inheritdoc/>
    public int CompareTo(Moment other) => (Round, Place).CompareTo((other.Round, other.Place));

    /// <summary>Whether one comes before another.</summary>
    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after another.</summary>
    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after another.</summary>
    public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before another.</summary>
    public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;
}
