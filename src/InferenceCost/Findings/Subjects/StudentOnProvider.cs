using InferenceCost.Records;

namespace InferenceCost.Findings.Subjects;

/// <summary>What one claim is about: a student and its teacher on one provider, within one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Family">The family of both.</param>
/// <param name="Teacher">The teacher.</param>
/// <param name="Student">The student.</param>
/// <param name="Provider">The execution provider.</param>
internal sealed record StudentOnProvider(RunRecord Run, FamilyRecord Family, ModelRecord Teacher, ModelRecord Student, string Provider)
{
    /// <summary>Why there is no ratio at all, where the teacher was not here to be measured; null where it was.</summary>
    public string? WhyNoRatio => Teacher.IsRecorded ? $"{Teacher.Id} was not here to be measured" : null;

    /// <summary>The task of both.</summary>
    public TaskRecord Task => Family.Task;

    /// <summary>All claims that the run has something to say about, in the run's order. Controls are scored, never claimed.</summary>
    public static IEnumerable<StudentOnProvider> All(RunRecord run) =>
        from family in run.Families
        from provider in Providers(run, family)
        from student in family.Models
        where student.Role == ModelRole.Student && IsMeasured(run, family, student, provider)
        let teacher = TeacherOf(family, student)
        where teacher is not null
        select new StudentOnProvider(run, family, teacher, student, provider);

    /// <summary>
    /// The teacher's ratio to the student in one metric, at the sizes and threads that claims use, at the batch asked for, else the first
    /// that was measured.
    /// </summary>
    public RatioRecord? Ratio(string metric, int? batch = null)
    {
        var ratios = Run.Ratios.Where(ratio => ratio.Metric == metric && ratio.Family == Family.Id && ratio.Provider == Provider
            && ratio.Teacher == Teacher.Id && ratio.Student == Student.Id && !ratio.IsFurther).ToList();
        return ratios.Find(ratio => ratio.Batch == batch) ?? ratios.FirstOrDefault();
    }

    /// <summary>
    /// The score of one of the family's models on this provider by a metric that verdicts rest on; null where it has none.
    /// </summary>
    public QualityRecord? Scored(ModelRecord model) => Records(model).FirstOrDefault(record => QualityMetric.Find(record.Metric).Decides);

    /// <summary>How often one of the family's models answers as its teacher does, without labels; null where that is not known.</summary>
    public QualityRecord? Agreement(ModelRecord model) =>
        Records(model).FirstOrDefault(record => QualityMetric.OfAgreement.Contains(QualityMetric.Find(record.Metric)));

    /// <summary>
    /// Why a metric has no usable figure: the reason of an invalid case, or of what was unavailable; null where none is known.
    /// </summary>
    public string? WhyNot(string metric, int? batch = null)
    {
        foreach (var model in new[] { Teacher, Student })
        {
            var invalid = Run.Cases.FirstOrDefault(item => item.Metric == metric && item.Family == Family.Id && item.Model == model.Id
                && item.Provider == Provider && !item.Valid && !item.IsFurther && (batch is null || item.Batch == batch));
            if (invalid is not null)
            {
                var reasons = invalid.Reasons.Select(reason => reason.Message).DefaultIfEmpty("the case is invalid");
                return $"{model.Id}: {string.Join("; ", reasons)}";
            }
        }

        return null;
    }

    /// <summary>
    /// At which sizes and with how many threads the claim is made, <c> at sequence=16, 1 thread</c>; empty where nothing else was measured.
    /// </summary>
    public string AtVariant()
    {
        var ratios = Run.Ratios.Where(ratio => ratio.Family == Family.Id && ratio.Provider == Provider).ToList();
        if (!ratios.Exists(ratio => ratio.IsFurther) || ratios.Find(ratio => !ratio.IsFurther) is not { } own)
        {
            return "";
        }

        var threads = FormattableString.Invariant($"{own.Threads} thread{(own.Threads == 1 ? "" : "s")}");
        return $" at {(AxisSizes.Words(own.Sizes) is { } sizes ? $"{sizes}, " : "")}{threads}";
    }

    /// <summary>Why something was not measured at all; null where no reason is recorded.</summary>
    public string? WhyUnavailable(string metric) => Run.Unavailable.FirstOrDefault(item => item.Metric == metric
        && (item.Provider is null || item.Provider == Provider)
        && (item.Model is null || item.Model == $"{Family.Id}/{Teacher.Id}" || item.Model == $"{Family.Id}/{Student.Id}"))?.Reason;

    private IEnumerable<QualityRecord> Records(ModelRecord model) =>
        Run.Quality.Where(record => record.Family == Family.Id && record.Model == model.Id && record.Provider == Provider);

    private static IEnumerable<string> Providers(RunRecord run, FamilyRecord family) =>
        run.Cases.Where(item => item.Family == family.Id).Select(item => item.Provider)
            .Concat(run.Ratios.Where(item => item.Family == family.Id).Select(item => item.Provider))
            .Concat(run.Quality.Where(item => item.Family == family.Id).Select(item => item.Provider))
            .Distinct();

    private static bool IsMeasured(RunRecord run, FamilyRecord family, ModelRecord student, string provider) =>
        run.Cases.Any(item => item.Family == family.Id && item.Model == student.Id && item.Provider == provider)
        || run.Ratios.Any(item => item.Family == family.Id && item.Student == student.Id && item.Provider == provider)
        || run.Quality.Any(item => item.Family == family.Id && item.Model == student.Id && item.Provider == provider);

    private static ModelRecord? TeacherOf(FamilyRecord family, ModelRecord student) =>
        family.Models.FirstOrDefault(model => student.Teacher is { } id ? model.Id == id : model.Role == ModelRole.Teacher);
}
