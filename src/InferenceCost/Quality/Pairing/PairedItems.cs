using InferenceCost.Foundation;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Pairing;

/// <summary>The answers of two models on the same items, matched by id: what every paired statement starts from.</summary>
public sealed class PairedItems
{
    private readonly int[] positions;

    private PairedItems(Predictions teacher, Predictions student, int[] positions)
    {
        (Teacher, Student, this.positions) = (teacher, student, positions);
        Counts = CountRight();
    }

    /// <summary>The teacher's answers; items are numbered as they lie here.</summary>
    public Predictions Teacher { get; }

    /// <summary>The student's.</summary>
    public Predictions Student { get; }

    /// <summary>How many items there are.</summary>
    public int Count => positions.Length;

    /// <summary>Who got which item right; null without labels.</summary>
    public PairedCounts? Counts { get; }

    /// <summary>Whether the true classes are known; where only one model's file has them, they count for both.</summary>
    public bool IsLabelled => Teacher.Labels is not null || Student.Labels is not null;

    /// <summary>Whether both models' answers are known, and not scores of them alone.</summary>
    public bool HasAnswers => Teacher.HasAnswers && Student.HasAnswers;

    /// <summary>Whether both models' probabilities are known.</summary>
    public bool HasProbabilities => Teacher.Probabilities is not null && Student.Probabilities is not null;

    /// <summary>
    /// The items in the order of their ids: what is drawn at random is drawn from this order, so that the order of a file changes nothing.
    /// </summary>
    public IReadOnlyList<int> OrderById => Teacher.Index.ById;

    /// <summary>Pairs the answers of two models.</summary>
    /// <exception cref="InputException">Items, labels or classes are not the same for both.</exception>
    public static PairedItems Pair(Predictions teacher, Predictions student)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(student);
        if (teacher.Classes is { } classes && student.Classes is { } others && classes != others)
        {
            throw new InputException(
                FormattableString.Invariant($"{teacher.Source} has {classes} classes and {student.Source} has {others}"),
                "compare models of the same task");
        }

        return new PairedItems(teacher, student, ItemPairing.Pair(teacher, student));
    }

    /// <summary>Where the student has an item.</summary>
    public int OfStudent(int item) => positions[item];

    /// <summary>The true class of an item; null where nobody knows it.</summary>
    public int? Label(int item) => Teacher.Labels?[item] ?? Student.Labels?[positions[item]];

    /// <summary>Whether both give the same answer.</summary>
    public bool Agree(int item) => Teacher.Predicted[item] == Student.Predicted[positions[item]];

    /// <summary>Whether the teacher is right; false without labels.</summary>
    public bool TeacherIsRight(int item) => Teacher.Predicted[item] == Label(item);

    /// <summary>Whether the student is right; false without labels.</summary>
    public bool StudentIsRight(int item) => Student.Predicted[positions[item]] == Label(item);

    /// <summary>
    /// The true numbers in the order of the teacher's items; null where not both answered in numbers, or nobody knows them.
    /// </summary>
    public double[]? TrueNumbers => Truths(Teacher.Numbers, Student.Numbers);

    /// <summary>The same of texts.</summary>
    public string[]? TrueTexts => Truths(Teacher.Texts, Student.Texts);

    /// <summary>A column of the student's in the order of the teacher's items.</summary>
    public T[] OfStudent<T>(T[] column) => Array.ConvertAll(positions, position => column[position]);

    /// <summary>The student's scores in the order of the teacher's items.</summary>
    public double[] StudentScores() => OfStudent(Student.Scores!);

    private T[]? Truths<T>(ItemAnswers<T>? teacher, ItemAnswers<T>? student) => teacher is null || student is null ? null
        : teacher.True ?? (student.True is { } truths ? OfStudent(truths) : null);

    /// <summary>A number for each item's source, equal for items that share one; null where sources are not known.</summary>
    public int[]? Clusters()
    {
        if ((Teacher.Clusters
            ?? (Student.Clusters is { } others ? [.. positions.Select(position => others[position])] : null)) is not { } names)
        {
            return null;
        }

        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. names.Select(name => numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count)];
    }

    private PairedCounts? CountRight()
    {
        if (!IsLabelled || !HasAnswers)
        {
            return null;
        }

        var counts = default(PairedCounts);
        for (var i = 0; i < positions.Length; i++)
        {
            counts = counts.Plus(TeacherIsRight(i), StudentIsRight(i));
        }

        return counts;
    }
}
