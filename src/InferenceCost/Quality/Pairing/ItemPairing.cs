using System.Collections.Concurrent;
using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Pairing;

/// <summary>Finds each of the teacher's items among the student's, by id.</summary>
internal static class ItemPairing
{
    private const int Missing = -1;

    /// <summary>For each of the teacher's items, its position among the student's.</summary>
    /// <exception cref="InputException">The items, their labels or their clusters are not the same, or one comes twice.</exception>
    public static int[] Pair(Predictions teacher, Predictions student)
    {
        if (teacher.Count == 0 || teacher.Count != student.Count)
        {
            throw Unmatched(string.Create(
                CultureInfo.InvariantCulture,
                $"{teacher.Source} has {teacher.Count} items and {student.Source} has {student.Count}: a paired comparison "
                + $"needs the same ones, at least one"));
        }

        if (student.Index.Repeated is { } repeated)
        {
            throw Unmatched($"{student.Source}: item {Quoted.Of(repeated)} comes twice");
        }

        RefuseOtherNames(teacher, student);
        var paired = Positions(teacher.Items, student);
        var seen = new bool[teacher.Count];
        for (var i = 0; i < teacher.Count; i++)
        {
            if (paired[i] == Missing)
            {
                throw Unmatched($"{student.Source}: item {Quoted.Of(teacher.Items[i])} of {teacher.Source} is missing");
            }

            if (seen[paired[i]])
            {
                throw Unmatched($"{teacher.Source}: item {Quoted.Of(teacher.Items[i])} comes twice");
            }

            seen[paired[i]] = true;
            RefuseOtherLabel(teacher, i, student, paired[i]);
            RefuseOtherTruth(teacher, teacher.Numbers?.True, i, student, student.Numbers?.True, paired[i]);
            RefuseOtherTruth(teacher, teacher.Texts?.True, i, student, student.Texts?.True, paired[i]);
            RefuseOtherCluster(teacher, i, student, paired[i]);
        }

        return paired;
    }

    /// <summary>A search waits for memory most of the time, so that it pays to let every core wait for its own.</summary>
    private static int[] Positions(string[] items, Predictions student)
    {
        var positions = new int[items.Length];
        Parallel.ForEach(Partitioner.Create(0, items.Length), range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
            {
                // Predictions of one program, or aligned before, have their items in the same order: a look in place costs a tenth of a
                // search.
                positions[i] = string.Equals(items[i], student.Items[i], StringComparison.Ordinal) ? i
                    : student.Index.TryFind(items[i], out var position) ? position
                    : Missing;
            }
        });
        return positions;
    }

    private static void RefuseOtherNames(Predictions teacher, Predictions student)
    {
        if (!ReferenceEquals(teacher.ClassNames, student.ClassNames)
            && !(teacher.ClassNames is { } names && student.ClassNames is { } others && names.AsSpan().SequenceEqual(others)))
        {
            throw Unmatched($"the classes of {teacher.Source} and {student.Source} are not numbered alike");
        }
    }

    private static void RefuseOtherLabel(Predictions teacher, int i, Predictions student, int j)
    {
        if (teacher.Labels is { } labels && student.Labels is { } others && labels[i] != others[j])
        {
            throw Unmatched(
                $"item {Quoted.Of(teacher.Items[i])} has label {Quoted.Of(teacher.NameOf(labels[i]))} in {teacher.Source} and "
                + $"{Quoted.Of(student.NameOf(others[j]))} in {student.Source}");
        }
    }

    private static void RefuseOtherTruth<T>(Predictions teacher, T[]? truths, int i, Predictions student, T[]? others, int j)
        where T : IEquatable<T>
    {
        if (truths is not null && others is not null && !truths[i].Equals(others[j]))
        {
            throw Unmatched(FormattableString.Invariant(
                $"item {Quoted.Of(teacher.Items[i])} has label {Quoted.Of($"{truths[i]}")} in {teacher.Source} and ")
                + FormattableString.Invariant($"{Quoted.Of($"{others[j]}")} in {student.Source}"));
        }
    }

    private static void RefuseOtherCluster(Predictions teacher, int i, Predictions student, int j)
    {
        if (teacher.Clusters is { } clusters && student.Clusters is { } others && clusters[i] != others[j])
        {
            throw Unmatched($"item {Quoted.Of(teacher.Items[i])} is of cluster {Quoted.Of(clusters[i])} in {teacher.Source} and "
                + $"{Quoted.Of(others[j])} in {student.Source}");
        }
    }

    private static InputException Unmatched(string message) => new(message, "record both models on the same items with the same labels");
}
