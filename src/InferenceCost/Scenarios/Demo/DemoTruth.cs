using InferenceCost.Records;

namespace InferenceCost.Scenarios.Demo;

/// <summary>
/// What is true of the models of a demonstration: the answers of all steps are made from it, so that the verdicts are known beforehand.
/// </summary>
/// <param name="families">The families, with the sizes of their files.</param>
public sealed class DemoTruth(IReadOnlyList<FamilyRecord> families)
{
    /// <summary>The margin where a task declares none.</summary>
    private const double UsualMargin = 0.01;
    private const double MostLoss = 0.5;

    /// <summary>What is true of a model.</summary>
    /// <param name="family">A family that is measured.</param>
    /// <param name="model">One of its models.</param>
    public DemoModel Of(string family, string model)
    {
        var (own, record) = Find(family, model);
        var teacher = own.Models.First(item => item.Role == ModelRole.Teacher);
        var heavy = record.Role == ModelRole.Student && Fate(family, model) == DemoFate.SavesNoMemory ? teacher : record;
        return new DemoModel(
            record.InitializerBytes, record.MacsPerItem ?? record.Parameters, DemoModel.Growth(heavy.InitializerBytes),
            AnswersWorse(family, record) ? Math.Min(MostLoss, 4 * Margin(own.Task)) : 0);
    }

    /// <summary>A student by its fate, another seed of it likewise; a model that did not learn from the teacher answers worse.</summary>
    private bool AnswersWorse(string family, ModelRecord model) => model.Role switch
    {
        ModelRole.Teacher => false,
        ModelRole.Control when model.Distilled != true => true,
        _ => Fate(family, model.ControlFor ?? model.Id) == DemoFate.AnswersWorse,
    };

    /// <summary>What becomes of a student: the fates follow each other in the order of the family.</summary>
    /// <param name="family">A family that is measured.</param>
    /// <param name="student">One of its students.</param>
    public DemoFate Fate(string family, string student)
    {
        var (own, record) = Find(family, student);
        var place = own.Models.Where(item => item.Role == ModelRole.Student).TakeWhile(item => item != record).Count();
        return (DemoFate)(place % Enum.GetValues<DemoFate>().Length);
    }

    /// <summary>In points: a share of the teacher's score is made one.</summary>
    private static double Margin(TaskRecord task) => task.Margin is not { } margin ? UsualMargin
        : margin.Kind == MarginKind.Relative ? margin.Value * DemoModel.TeacherAccuracy
        : margin.Value;

    private (FamilyRecord Family, ModelRecord Model) Find(string family, string model)
    {
        var own = families.First(item => item.Id == family);
        return (own, own.Models.First(item => item.Id == model));
    }
}
