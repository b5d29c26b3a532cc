using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Quality;

/// <summary>Finds each of the teacher's items among the student's, by id.</summary>
internal static class ItemPairing
{
    /// <summary>For each of the teacher's items, its position among the student's.</summary>
    /// <exception cref="InputException">The items or their labels are not the same, or one comes twice.</exception>
    public static int[] Of(Predictions teacher, Predictions student)
    {
        if (teacher.Count == 0 || teacher.Count != student.Count)
        {
            throw Unmatched(FormattableString.Invariant(
                $"{teacher.Source} has {teacher.Count} items and {student.Source} has {student.Count}: a paired comparison needs the same ones, at least one"));
        }

        var positions = new Dictionary<string, int>(student.Count, StringComparer.Ordinal);
        for (var i = 0; i < student.Count; i++)
        {
            if (!positions.TryAdd(student.Items[i], i))
            {
                throw Unmatched($"{student.Source}: item {student.Items[i]} comes twice");
            }
        }

        var seen = new bool[teacher.Count];
        var paired = new int[teacher.Count];
        for (var i = 0; i < teacher.Count; i++)
        {
            var item = teacher.Items[i];
            if (!positions.TryGetValue(item, out paired[i]))
            {
                throw Unmatched($"{student.Source}: item {item} of {teacher.Source} is missing");
            }

            if (seen[paired[i]])
            {
                throw Unmatched($"{teacher.Source}: item {item} comes twice");
            }

            seen[paired[i]] = true;
            RefuseOtherLabel(teacher, i, student, paired[i]);
        }

        return paired;
    }

    private static void RefuseOtherLabel(Predictions teacher, int i, Predictions student, int j)
    {
        if (teacher.Labels is { } labels && student.Labels is { } others && labels[i] != others[j])
        {
            throw Unmatched(FormattableString.Invariant(
                $"item {teacher.Items[i]} has label {labels[i]} in {teacher.Source} and {others[j]} in {student.Source}"));
        }
    }

    private static InputException Unmatched(string message) => new(message, "record both models on the same items with the same labels");
}
