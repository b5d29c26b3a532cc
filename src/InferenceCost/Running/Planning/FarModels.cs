using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Planning;

/// <summary>
/// Models whose files only the network brings. A run that names no family, and one that was told to stay offline, does without them.
/// </summary>
internal static class FarModels
{
    /// <summary>The families with the models that are here, or can be made of what is.</summary>
    /// <param name="families">The families that were chosen.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="notes">Takes a line for each family of which something is left out.</param>
    /// <exception cref="InputException">Nothing is left.</exception>
    public static List<FamilyDefinition> LeaveOut(List<FamilyDefinition> families, RunRequest request, List<string> notes)
    {
        if (!StaysHere(request))
        {
            return families;
        }

        var here = families.Select(family => LeaveOut(family, IsNamed(request), notes)).OfType<FamilyDefinition>().ToList();
        return here.Count > 0 || families.Count == 0 ? here : throw new InputException(
            string.Join("; ", notes),
            IsNamed(request) ? "fetch it, or leave out --offline" : "fetch it, or name the family with --family, which fetches it too");
    }

    /// <summary>The family with the models whose files may be made for this run.</summary>
    public static FamilyDefinition ToMake(FamilyDefinition family, RunRequest request) => StaysHere(request)
        ? family with { Models = [.. family.Models.Where(model => !IsFar(family, model))] }
        : family;

    private static bool IsNamed(RunRequest request) => request.Families.Count + request.Models.Count > 0;

    private static bool StaysHere(RunRequest request) => request.Offline || !IsNamed(request);

    private static FamilyDefinition? LeaveOut(FamilyDefinition family, bool isNamed, List<string> notes)
    {
        if (family.Absent() is { } absent)
        {
            // Recorded answers stand for the teacher where somebody asks for this family.
            if (isNamed && family.Teacher.Answers is not null)
            {
                return family;
            }

            notes.Add(absent);
            return null;
        }

        var far = family.Models.Where(model => IsFar(family, model) && !family.IsRecorded(model)).ToList();
        if (far.Count == 0)
        {
            return family;
        }

        notes.Add($"{family.Id}: {string.Join(", ", far.Select(model => model.Id))} left out, since not here; "
            + $"'{family.Pending(far[0])!.Command}' fetches what is missing");
        var ids = far.Select(model => model.Id).ToHashSet();
        List<ModelDefinition> left = [.. family.Models.Where(
            model => !ids.Contains(model.Id) && (model.ControlFor is not { } student || !ids.Contains(student)))];
        return left.Count > 0 && left.Exists(IsStudent) == family.Models.Any(IsStudent) ? family with { Models = left } : null;
    }

    private static bool IsFar(FamilyDefinition family, ModelDefinition model) => family.Pending(model) is { IsFar: true };

    private static bool IsStudent(ModelDefinition model) => model.Role == ModelRole.Student;
}
