using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Running.Planning;

/// <summary>
/// Models whose recorded answers stand for them, since their files are not there. Without its teacher a family is measured all the same:
/// what its students cost, and how their answers compare with the recorded ones; there is no ratio then, and no claim holds.
/// </summary>
internal static class RecordedModels
{
    /// <summary>The family with those models marked; where the teacher is one, students that are not there are left out.</summary>
    /// <param name="family">The family, once every file was made that can be.</param>
    /// <param name="notes">Receives what a reader should know, one line each.</param>
    /// <exception cref="InputException">No student is there.</exception>
    public static FamilyDefinition Find(FamilyDefinition family, List<string> notes)
    {
        var models = family.Models.Select(model => model with { IsRecorded = family.IsRecorded(model) }).ToList();
        if (models.Find(model => model is { Role: ModelRole.Teacher, IsRecorded: true }) is not { } teacher)
        {
            return family with { Models = models };
        }

        var remedy = family.Pending(teacher)?.Fix;
        notes.Add(
            $"{family.Id}: {teacher.Id} is not here, and answers that were recorded stand for it ({teacher.Answers!.ToRecord().Words}): "
                + $"no ratio and no claim that holds comes of them{(remedy is null ? "" : $"; {remedy}")}");
        var missing = models.Where(model => !model.IsRecorded && family.Pending(model) is not null).ToList();
        notes.AddRange(missing.Select(model => $"{family.Id}/{model.Id} was left out: {family.Pending(model)!.Message}"));
        models.RemoveAll(missing.Contains);
        models.RemoveAll(model => model.Role == ModelRole.Control && !models.Exists(student => student.Id == model.ControlFor));
        return models.Exists(model => model.Role == ModelRole.Student) ? family with { Models = models } : throw new InputException(
            $"{family.Id}: neither its teacher nor a student is here", remedy ?? "put their files there");
    }

    /// <summary>Reads the recorded answers of every model that has some.</summary>
    /// <exception cref="InputException">A file is missing, is not the declared one, or does not answer the items.</exception>
    public static void Check(FamilyDefinition family)
    {
        foreach (var model in family.Models.Where(model => model.Answers is not null))
        {
            CompressedAnswers.Read(AnswersFile.Verify(family, model)!, family.Task.Dataset!.Items, Classes(family));
        }
    }

    private static int? Classes(FamilyDefinition family) => family.Task.Classes.Count is > 0 and var classes ? classes : null;
}
