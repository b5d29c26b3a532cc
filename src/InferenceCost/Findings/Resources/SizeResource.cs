using InferenceCost.Findings.Subjects;
using InferenceCost.Records;

namespace InferenceCost.Findings.Resources;

/// <summary>
/// Size: a static fact, the smaller of two ratios. The file's counts what has to be shipped, the weights' keeps a teacher from
/// looking large because its file stores a tied weight twice.
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
                "the size of one of the models is not known");
        }

        var ratio = Math.Min((double)teacher.FileBytes / student.FileBytes, (double)teacher.InitializerBytes / student.InitializerBytes);
        var minimum = subject.Task.MinimumSaving;
        return new ClaimResource(
            Metric.Size.Id, required, ratio, ratio, ratio, null,
            ResourceEvidence.Shown(ratio, ratio, minimum), ResourceSource.Static, ResourceEvidence.TooSmallASaving(ratio, minimum));
    }
}
