using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>The student against the teacher, class by class: an average can hide that one kind of input got worse.</summary>
/// <param name="Margin">How many points a single class may lose and still not count as failed.</param>
/// <param name="Confidence">Confidence of each class's own interval (two-sided).</param>
/// <param name="FewestItems">Classes with fewer items are too small to tell.</param>
/// <param name="Classes">Every class that items have, in the order of their numbers.</param>
/// <param name="Worst">The class that lost most, of those that can be told; null where none can.</param>
public sealed record ClassesRecord(
    double Margin, double Confidence, int FewestItems, IReadOnlyList<ClassRecord> Classes, WorstClassRecord? Worst);

/// <summary>One class.</summary>
public sealed record ClassRecord
{
    /// <summary>Its number.</summary>
    public required int Class { get; init; }

    /// <summary>Its name, where it has one, else its number.</summary>
    public required string Name { get; init; }

    /// <summary>How many items are of this class.</summary>
    public required int Items { get; init; }

    /// <summary>Share of them that the teacher gets right (its recall).</summary>
    public required double TeacherRecall { get; init; }

    /// <summary>Share of them that the student gets right.</summary>
    public required double StudentRecall { get; init; }

    /// <summary>Student minus teacher.</summary>
    public required double Delta { get; init; }

    /// <summary>Lower end of Tango's interval of the class alone; null where the class is too small to tell.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public double? High { get; init; }

    /// <summary>
    /// One-sided p of "the class lost no more than the margin", adjusted for all classes by Holm; null where the class is too small to
    /// tell.
    /// </summary>
    public double? FailureP { get; init; }

    /// <summary>What is shown of its loss.</summary>
    public required ClassState State { get; init; }
}

/// <summary>What is shown of a class's loss.</summary>
public enum ClassState
{
    /// <summary>It is shown to be more than the margin.</summary>
    Fails,

    /// <summary>It is shown not to be.</summary>
    Holds,

    /// <summary>Neither is shown.</summary>
    Undecided,

    /// <summary>The class has too few items to tell.</summary>
    [JsonStringEnumMemberName("too few")]
    TooFew,
}

/// <summary>The class that lost most.</summary>
/// <param name="Class">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Delta">Its difference, student minus teacher.</param>
/// <param name="Low">Lower end of an interval for the largest loss of any class: it holds for all classes at once.</param>
/// <param name="High">Upper end likewise.</param>
/// <param name="Confidence">Their joint confidence.</param>
public sealed record WorstClassRecord(int Class, string Name, double Delta, double Low, double High, double Confidence);
