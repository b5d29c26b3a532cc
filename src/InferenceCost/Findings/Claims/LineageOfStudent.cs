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
        var all = Seeds(subject, load).ToList();
        if (all.TrueForAll(seed => seed.Run.Distilled))
        {
            return quality;
        }

        var student = Student(subject, items.Student);
        return quality with
        {
            Distillation = DistillationGain.Compute(items.Teacher, student, Evidence(all, ControlEvidence.Gain)),
            Lineage = student.Distilled ? LineageEvidence.Gather(
                items.Teacher, student, [.. Evidence(all, ControlEvidence.Lineage).Where(seed => !seed.Distilled)]) : null,
        };
    }

    /// <summary>The lineage comparison tried on the family's own seeds; null where there are too few.</summary>
    public static LineageCheckRecord? Check(StudentOnProvider subject, Func<QualityRecord, Predictions> load) =>
        subject.Scored(subject.Teacher) is { } teacher && subject.Scored(subject.Student) is { } student
            ? LineageCheck.Run(subject.Family.Id, subject.Provider, load(teacher), Student(subject, load(student)),
                Evidence(Seeds(subject, load), ControlEvidence.Lineage))
            : null;

    private static TrainingRun Student(StudentOnProvider subject, Predictions predictions) =>
        new(subject.Student.Id, predictions, subject.Student.Distilled == true);

    /// <summary>The other seeds of the student's network, those of its own seed first: they saw the same batches.</summary>
    private static IEnumerable<(TrainingRun Run, ControlEvidence? Evidence)> Seeds(
        StudentOnProvider subject, Func<QualityRecord, Predictions> load) =>
           from model in subject.Family.Models
           where model.Role == ModelRole.Control && model.ControlFor == subject.Student.Id && model.Weights == WeightsKind.Trained
           // One whose origin is not known is evidence of nothing.
           where model.Distilled is not null
           let scored = subject.Scored(model)
           where scored is not null
           orderby model.Seed != subject.Student.Seed
           select (new TrainingRun(model.Id, load(scored), model.Distilled!.Value), model.Evidence);

    /// <summary>Those that are evidence of one thing; a control that says nothing is evidence of both.</summary>
    private static List<TrainingRun> Evidence(IEnumerable<(TrainingRun Run, ControlEvidence? Evidence)> seeds, ControlEvidence of) =>
        [.. seeds.Where(seed => seed.Evidence is null || seed.Evidence == of).Select(seed => seed.Run)];
}
