using InferenceCost.Findings.Subjects;
using InferenceCost.Quality.Lineage;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Findings.Claims;

/// <summary>Finds the controls of a student among a family's models, and what they tell of where its quality comes from.</summary>
internal static class LineageOfStudent
{
    /// <summary>
    /// Adds what distillation gave and the lineage evidence to a comparison; nothing where the student has no scored control.
    /// </summary>
    public static ClaimQuality Add(
        ClaimQuality quality, StudentOnProvider subject, PairedItems items, Func<QualityRecord, Predictions> load)
    {
        var seeds = Seeds(subject, load);
        var controls = seeds.Where(seed => !seed.Distilled).ToList();
        if (controls.Count == 0)
        {
            return quality;
        }

        var student = Student(subject, items.Student);
        return quality with
        {
            Distillation = DistillationGain.Compute(items.Teacher, student, seeds),
            Lineage = student.Distilled ? LineageEvidence.Gather(items.Teacher, student, controls) : null,
        };
    }

    /// <summary>The lineage comparison tried on the family's own seeds; null where there are too few.</summary>
    public static LineageCheckRecord? Check(StudentOnProvider subject, Func<QualityRecord, Predictions> load) =>
        subject.Scored(subject.Teacher) is { } teacher && subject.Scored(subject.Student) is { } student
            ? LineageCheck.Run(subject.Family.Id, subject.Provider, load(teacher), Student(subject, load(student)), Seeds(subject, load))
            : null;

    private static TrainingRun Student(StudentOnProvider subject, Predictions predictions) =>
        new(subject.Student.Id, predictions, subject.Student.Distilled == true);

    /// <summary>The other seeds of the student's network, those of its own seed first: they saw the same batches.</summary>
    private static List<TrainingRun> Seeds(StudentOnProvider subject, Func<QualityRecord, Predictions> load) =>
        [.. from model in subject.Family.Models
            where model.Role == ModelRole.Control && model.ControlFor == subject.Student.Id && model.Weights == WeightsKind.Trained
            // One whose origin is not known is evidence of nothing.
            where model.Distilled is not null
            let scored = subject.Scored(model)
            where scored is not null
            orderby model.Seed != subject.Student.Seed
            select new TrainingRun(model.Id, load(scored), model.Distilled!.Value)];
}
