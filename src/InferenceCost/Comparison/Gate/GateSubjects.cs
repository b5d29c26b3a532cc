using InferenceCost.Families;
using InferenceCost.Measurement;
using InferenceCost.Planning;
using InferenceCost.Records;
using InferenceCost.Running;

namespace InferenceCost.Comparison.Gate;

/// <summary>What a gate measures, every file of it checked.</summary>
internal static class GateSubjects
{
    /// <summary>Two files are one subject; of families every model that is timed, or those that were named.</summary>
    /// <exception cref="InputException">A family, a model, a file, a provider or a setting cannot be used.</exception>
    public static IReadOnlyList<GateSubject> Find(GateRequest request, string folder, Action<string>? note)
    {
        // Models are named among all that are timed: a run would keep the teacher too.
        var run = request.Run with { Models = [] };
        var found = RunSubjects.Find(run, note);
        var jobs = new JobFactory(found.Families, run, folder);
        var (own, other) = (SettingWords.Of(request.BaseOptions, run.Threads), SettingWords.Of(request.HeadOptions, run.Threads));
        GateSubject Subject(FamilyDefinition family, string provider, string name, string id, JobModel @base, JobModel head) => new(
            name, FormattableString.Invariant($"{family.Id}/{id}/{provider}/b{run.Batches[0]}/t{own.Threads}"), provider, run.Batches[0],
            @base with { Settings = own }, head with { Settings = other, Planted = request.Planted });

        var all = from provider in found.Providers
                  from family in found.Families.Values
                  from pair in Pairs(family, request.Kind)
                  select Subject(family, provider, pair.Name, pair.Head, jobs.Model(family, pair.Base), jobs.Model(family, pair.Head));
        return Named([.. all], request.Run.Models);
    }

    private static IEnumerable<(string Name, string Base, string Head)> Pairs(FamilyDefinition family, GateKind kind) => kind == GateKind.Models
        ? [($"{family.Models[0].Name} and {family.Models[1].Name}", family.Models[0].Id, family.Models[1].Id)]
        : family.Models.Where(model => model.Role != ModelRole.Control).Select(model => ($"{family.Id}/{model.Id}", model.Id, model.Id));

    private static List<GateSubject> Named(List<GateSubject> subjects, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !subjects.Exists(subject => IsNamed(subject, name))) is { } unknown)
        {
            throw new InputException($"--model {unknown}: is none of the models that are timed", NearestWord.Suggest(unknown, subjects.Select(subject => subject.Name)));
        }

        return names.Count == 0 ? subjects : [.. subjects.Where(subject => names.Any(name => IsNamed(subject, name)))];
    }

    private static bool IsNamed(GateSubject subject, string name) => subject.Name == name || subject.Name.EndsWith($"/{name}", StringComparison.Ordinal);
}
