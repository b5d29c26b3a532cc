using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>The students against the teacher, class by class: what the average hides.</summary>
internal static class ClassTable
{
    /// <summary>Writes a line for each student, and the classes folded below; nothing where no classes were compared.</summary>
    public static void Write(IReadOnlyList<Compared> compared, Page page)
    {
        var students = compared.Where(item => item.Quality.Classes is not null)
            .Select(item => (item.Student, Classes: item.Quality.Classes!)).ToList();
        if (students.Count == 0)
        {
            return;
        }

        page.Heading(4, $"Class by class");
        page.List(students.Select(item => Line(item.Student, item.Classes)));
        page.Details("All classes", () =>
        {
            foreach (var (student, classes) in students)
            {
                page.Paragraph(Phrase.Bold(student));
                page.Table(Classes(classes));
            }

            page.Paragraph($"Points are student minus teacher with the {Figure.Confidence(students[0].Classes.Confidence)} interval of the "
                + $"class alone. A class fails where p of a tolerable loss, adjusted for all classes by Holm, is below 0.05; classes of "
                + $"fewer than {Figure.Count(students[0].Classes.FewestItems)} items are too small to tell. A class may lose three times "
                + $"the margin where the task declares nothing else.");
        });
    }

    private static Phrase Line(string student, ClassesRecord classes)
    {
        var failed = classes.Classes.Where(item => item.State == ClassState.Fails).Select(item => item.Name).ToList();
        var tooFew = classes.Classes.Count(item => item.State == ClassState.TooFew);
        var worst = classes.Worst is { } one
            ? Phrase.Of($"largest loss: {one.Name}, {Figure.Points(one.Delta)} points (the largest loss of any class lies between "
                + $"{Figure.Points(one.Low)} and {Figure.Points(one.High)}, {Figure.Confidence(one.Confidence)})")
            : Phrase.Of($"every class is too small to tell");
        var verdict = failed.Count > 0
            ? Phrase.Of($"fails on {string.Join(", ", failed)} (shown to lose more than {Figure.ThreeDigits(100 * classes.Margin)} points)")
            : Phrase.Of($"no class is shown to lose more than {Figure.ThreeDigits(100 * classes.Margin)} points");
        var small = tooFew > 0 && classes.Worst is not null ? Phrase.Of($"; {Figure.Count(tooFew)} too small to tell") : Phrase.Empty;
        return Phrase.Of($"{student}: {verdict}; {worst}{small}.");
    }

    private static Table Classes(ClassesRecord classes) => Table.Of(classes.Classes)
        .Words("Class", item => item.Name)
        .Numbers("Items", item => Figure.Count(item.Items))
        .Numbers("Teacher right", item => Figure.Percent(item.TeacherRecall, 1))
        .Numbers("Student right", item => Figure.Percent(item.StudentRecall, 1))
        .Numbers(
            "Points (interval)",
            item => item is { Low: { } low, High: { } high } ? Figure.Points(item.Delta, low, high) : Figure.Points(item.Delta))
        .Numbers("p of a tolerable loss", item => Figure.PValue(item.FailureP))
        .Words("State", item => EnumWord.Of(item.State));
}
