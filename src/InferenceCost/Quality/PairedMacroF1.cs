using InferenceCost.Data;
using InferenceCost.Records;

namespace InferenceCost.Quality;

/// <summary>
/// Macro F1 of both models on the same items: the mean of 2 TP / (2 TP + FP + FN) over the true classes of the corpus (Opitz and Burst,
/// arXiv 1911.03347, the averaged F1). A class that a resample lacks, and that nobody predicts there, is left out of its mean.
/// </summary>
internal sealed class PairedMacroF1
{
    private readonly int classes;
    private readonly int[] labels;
    private readonly int[] teacherAnswers;
    private readonly int[] studentAnswers;

    /// <summary>Pairs the predictions of both models.</summary>
    /// <exception cref="InputException">There are no labels or answers, or the items are not the same.</exception>
    public PairedMacroF1(Predictions teacher, Predictions student)
    {
        if (!teacher.HasAnswers || !student.HasAnswers)
        {
            throw new InputException($"{(teacher.HasAnswers ? student : teacher).Source}: holds scores, no predictions", "record what each model answered");
        }

        // Sorted by id: which items a bootstrap draws depends on their order, and the order of a file's lines has no meaning.
        int[] sorted = [.. Enumerable.Range(0, teacher.Count)];
        Array.Sort((string[])teacher.Items.Clone(), sorted, StringComparer.Ordinal);
        var paired = ItemPairing.Of(teacher, student);
        var known = Sorted(teacher.Labels) ?? Sorted(student.Labels, paired)
            ?? throw new InputException("there are no labels, so that nobody can say which answers are right", "record the labels in one of the files");

        // Answers outside the true classes are one class more: wrong wherever they are given.
        var numbers = known.Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        classes = numbers.Count;
        labels = Numbered(known);
        teacherAnswers = Numbered(Sorted(teacher.Predicted)!);
        studentAnswers = Numbered(Sorted(student.Predicted, paired)!);

        int[]? Sorted(int[]? values, int[]? positions = null) =>
            values is null ? null : Array.ConvertAll(sorted, item => values[positions is null ? item : positions[item]]);
        int[] Numbered(int[] values) => Array.ConvertAll(values, value => numbers.GetValueOrDefault(value, classes));
    }

    /// <summary>The teacher's on the items at these indices.</summary>
    public double Teacher(ReadOnlySpan<int> items) => Of(teacherAnswers, items);

    /// <summary>The student's.</summary>
    public double Student(ReadOnlySpan<int> items) => Of(studentAnswers, items);

    private double Of(int[] answers, ReadOnlySpan<int> items)
    {
        var right = new int[classes + 1];
        var counted = new int[classes + 1];
        foreach (var item in items)
        {
            var (label, answer) = (labels[item], answers[item]);
            right[label] += label == answer ? 1 : 0;
            counted[label]++;
            counted[answer]++;
        }

        var (sum, seen) = (0.0, 0);
        for (var k = 0; k < classes; k++)
        {
            if (counted[k] > 0)
            {
                sum += 2.0 * right[k] / counted[k];
                seen++;
            }
        }

        return sum / seen;
    }
}
