using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Resources;

/// <summary>
/// Size: a static fact of two ratios. The file's counts what has to be shipped, the weights' keeps a teacher from looking large because
/// its file stores a tied weight twice. The one nearer to 1 is told, so that neither a saving nor a surplus is exaggerated; where one says
/// less and the other more, neither is shown.
/// </summary>
internal static class SizeResource
{
    /// <summary>What both models' sizes show.</summary>
    public static ClaimResource Evidence(StudentOnProvider subject)
    {
        var (teacher, student) = (subject.Teacher, subject.Student);
        var required = ResourceEvidence.IsRequired(subject, Metric.Size);
        if (teacher.FileBytes <= 0 || student.FileBytes <= 0 || teacher.InitializerBytes <= 0 || student.InitializerBytes <= 0)
        {
            return new ClaimResource(
                Metric.Size.Id, required, null, null, null, null, ShownDirection.Neither, ResourceSource.Static,
                subject.WhyNoRatio ?? "the size of one of the models is not known");
        }

        var files = (double)teacher.FileBytes / student.FileBytes;
        var weights = (double)teacher.InitializerBytes / student.InitializerBytes;
        var minimum = subject.Task.MinimumSaving;
        if ((files < 1 && weights > 1) || (files > 1 && weights < 1))
        {
            return new ClaimResource(
                Metric.Size.Id, required, files, Math.Min(files, weights), Math.Max(files, weights), null, ShownDirection.Neither,
                ResourceSource.Static,
                FormattableString.Invariant($"its file is {Compared(files)}, its weights are {Compared(weights)}"));
        }

        var ratio = files < 1 ? Math.Max(files, weights) : Math.Min(files, weights);
        return new ClaimResource(
            Metric.Size.Id, required, ratio, ratio, ratio, null,
            ResourceEvidence.Shown(ratio, ratio, minimum), ResourceSource.Static, ResourceEvidence.TooSmallASaving(ratio, minimum));
    }

    private static string Compared(double ratio) => ratio < 1 ? "larger" : "smaller";
}
