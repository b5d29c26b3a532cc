namespace InferenceCost.Judging;

/// <summary>What the models cost, as somebody states it: a price list, a bill, or a measurement of one's own.</summary>
public sealed record ItemCosts
{
    /// <summary>States the costs.</summary>
    /// <param name="unit">Unit of all of them: USD, Wh, core seconds.</param>
    /// <param name="teacher">The teacher's cost of one item, not negative.</param>
    /// <param name="student">The student's cost of one item, not negative.</param>
    /// <param name="distillation">
    /// What making the student cost in all: the teacher's labels, training, evaluation; null where nobody says.
    /// </param>
    /// <exception cref="ArgumentException">A cost that is negative or not finite.</exception>
    public ItemCosts(string unit, double teacher, double student, double? distillation = null)
    {
        Require(teacher, nameof(teacher));
        Require(student, nameof(student));
        Require(distillation ?? 0, nameof(distillation));
        (Unit, Teacher, Student, Distillation) = (unit, teacher, student, distillation);
    }

    /// <summary>Unit of all costs.</summary>
    public string Unit { get; }

    /// <summary>The teacher's cost of one item.</summary>
    public double Teacher { get; }

    /// <summary>The student's cost of one item.</summary>
    public double Student { get; }

    /// <summary>What making the student cost in all; null where nobody says.</summary>
    public double? Distillation { get; }

    private static void Require(double cost, string name)
    {
        if (!(cost >= 0 && double.IsFinite(cost)))
        {
            throw new ArgumentOutOfRangeException(name, cost, "A cost must not be negative.");
        }
    }
}
