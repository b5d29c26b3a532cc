using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Quality;

/// <summary>Finds each of the teacher's items among the student's, by id.</summary>
internal static class ItemPairing
{
    /// <summary>For each of the teacher's items, its position among the student's.</summary>
    /// <exception cref="InputException">The items, their labels or their clusters are not the same, or one comes twice.</exception>
    public static int[] Of(Predictions teacher, Predictions student)
    {
        if (teacher.Count == 0 || teacher.Count != student.Count)
        {
            throw Unmatched(FormattableString.Invariant(
                $"{teacher.Source} has {teacher.Count} items and {student.Source} has {student.Count}: a paired comparison needs the same ones, at least one"));
        }

        if (student.Index.Repeated is { } repeated)
        {
            throw Unmatched($"{student.Source}: item {Shown.Of(repeated)} comes twice");
        }

        RefuseOtherNames(teacher, student);
        var seen = new bool[teacher.Count];
        var paired = new int[teacher.Count];
        for (var i = 0; i < teacher.Count; i++)
        {
            paired[i] = Find(teacher, i, student);
            if (seen[paired[i]])
            {
                throw Unmatched($"{teacher.Source}: item {Shown.Of(teacher.Items[i])} comes twice");
            }

            seen[paired[i]] = true;
            RefuseOtherLabel(teacher, i, student, paired[i]);
            RefuseOtherCluster(teacher, i, student, paired[i]);
        }

        return paired;
    }

    private static int Find(Predictions teacher, int i, Predictions student)
    {
        // Predictions of one program, or aligned before, have their items in the same order: a look in place costs a tenth of a search.
        var item = teacher.Items[i];
        return string.Equals(item, student.Items[i], StringComparison.Ordinal) ? i
            : student.Index.TryFind(item, out var position) ? position
            : throw Unmatched($"{student.Source}: item {Shown.Of(item)} of {teacher.Source} is missing");
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
                $"item {Shown.Of(teacher.Items[i])} has label {Shown.Of(teacher.NameOf(labels[i]))} in {teacher.Source} and {Shown.Of(student.NameOf(others[j]))} in {student.Source}");
        }
    }

    private static void RefuseOtherCluster(Predictions teacher, int i, Predictions student, int j)
    {
        if (teacher.Clusters is { } clusters && student.Clusters is { } others && clusters[i] != others[j])
        {
            throw Unmatched($"item {Shown.Of(teacher.Items[i])} is of cluster {Shown.Of(clusters[i])} in {teacher.Source} and {Shown.Of(others[j])} in {student.Source}");
        }
    }

    private static InputException Unmatched(string message) => new(message, "record both models on the same items with the same labels");
}
