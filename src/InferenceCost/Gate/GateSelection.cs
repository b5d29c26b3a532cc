using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Gate.Answers;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate;

/// <summary>What a gate measures, every file of it checked.</summary>
/// <param name="Models">The subjects.</param>
/// <param name="Families">Their families with the hashes of all files.</param>
internal sealed record GateSelection(IReadOnlyList<GateModel> Models, IReadOnlyList<FamilyRecord> Families)
{
    /// <summary>Two files are one subject; of families every model that is timed, or those that were named.</summary>
    /// <exception cref="InputException">A family, a model, a file, a provider or a setting cannot be used.</exception>
    public static GateSelection Find(GateRequest request, Action<string>? note, CancellationToken cancellation)
    {
        // Models are named among all that are timed: a run would keep the teacher too. What is not measured is not built either.
        var (run, known) = (request.Run with { Models = [] }, new List<string>());
        var found = RunSelection.Find(run, note, family => Named(family, request.Run.Models, known), cancellation);
        if (request.Run.Models.FirstOrDefault(name => !known.Exists(timed => IsNamed(timed, name))) is { } unknown)
        {
            throw new InputException($"--model {unknown}: is none of the models that are timed", NearestWord.Suggest(unknown, known));
        }

        var jobs = new JobContext(found.Families, run, folder: ""); // nothing is scored, so no predictions are written
        GateModel Subject(FamilyDefinition family, ProviderChoice provider, string name, string id, JobModel @base, JobModel head)
        {
            var (own, other) =
                (SettingWords.Parse(request.BaseOptions, run.Threads, provider), SettingWords.Parse(
                    request.HeadOptions, run.Threads, provider));
            (own, other) = (own with { CustomOperators = run.CustomOperators }, other with { CustomOperators = run.CustomOperators });
            var gated = new CaseId
            {
                Family = family.Id,
                Model = id,
                Provider = provider.Id,
                Batch = run.Batches[0],
                Threads = own.Threads,
                Settings =
                [
                    .. AxisSizes.Part(AxisSizes.Parse(run.Dimensions)) is { } sizes ? [sizes] : Array.Empty<string>(),
                    .. provider.Options.Select(option => CaseId.Setting($"{provider.Id}.{option.Key}", option.Value)),
                ],
            };
            var (shapes, others) =
                (found.ShapesOfCall(family.Id, @base, run.Batches[0]), found.ShapesOfCall(family.Id, head, run.Batches[0]));
            return new GateModel(
                name, gated, provider.Id, run.Batches[0], @base with { Settings = own },
                head with { Settings = other, Planted = request.Planted })
            {
                Terms = Terms(found.Records.First(record => record.Id == family.Id), @base.Id, head.Id, provider.Id, request.Tolerance),
                Shapes = shapes,
                HeadShapes = MeasuredShapes.List(shapes) == MeasuredShapes.List(others) ? null : others,
            };
        }

        return new GateSelection(
            [
                .. from provider in ProviderChoice.Parse(run)
                   from family in found.Families.Values
                   from pair in Pairs(family, request.Kind)
                   select Subject(family, provider, pair.Name, pair.Head, jobs.Model(family, pair.Base), jobs.Model(family, pair.Head)),
            ],
            found.Records);
    }

    /// <summary>By what the answers are judged: random weights have no quality.</summary>
    private static AnswerTerms Terms(FamilyRecord family, string @base, string head, string provider, double? tolerance)
    {
        List<ModelRecord> models = [.. family.Models.Where(model => model.Id == @base || model.Id == head)];
        var metric = models.TrueForAll(model => model.Weights == WeightsKind.Trained) ? family.Task.Metric : null;
        return new AnswerTerms
        {
            Asked = tolerance,
            Precisions = [.. models.Select(model => model.Precision)],
            Metric = metric,
            QualityId = new CaseId { Metric = metric, Family = family.Id, Model = head, Provider = provider }.ToString(),
            Margin = family.Task.Margin,
        };
    }

    private static IEnumerable<(string Name, string Base, string Head)> Pairs(FamilyDefinition family, GateKind kind) =>
        kind == GateKind.Models
            ? [($"{family.Models[0].Name} and {family.Models[1].Name}", family.Models[0].Id, family.Models[1].Id)]
            : family.Models.Where(model => !model.IsRecorded).Select(model => ($"{family.Id}/{model.Id}", model.Id, model.Id));

    /// <summary>A family with the models that are timed and were named, or all that are timed.</summary>
    private static FamilyDefinition Named(FamilyDefinition family, IReadOnlyList<string> names, List<string> known)
    {
        var timed = family.Models.Where(model => model.Role != ModelRole.Control).ToList();
        known.AddRange(timed.Select(model => $"{family.Id}/{model.Id}"));
        return family with { Models = [.. timed.Where(
            model => names.Count == 0 || names.Any(name => IsNamed($"{family.Id}/{model.Id}", name)))] };
    }

    private static bool IsNamed(string model, string name) => model == name || model.EndsWith($"/{name}", StringComparison.Ordinal);
}
