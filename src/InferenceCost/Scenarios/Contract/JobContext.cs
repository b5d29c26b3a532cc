using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What a scenario makes jobs from: the families, how they were asked for, and where results go.</summary>
/// <param name="families">The families that are measured, by id.</param>
/// <param name="request">How the run was asked for.</param>
/// <param name="folder">The run's folder, where predictions go.</param>
public sealed class JobContext(IReadOnlyDictionary<string, FamilyDefinition> families, RunRequest request, string folder)
{
    private readonly Lazy<IReadOnlyList<ProviderChoice>> providers = new(() => ProviderChoice.Parse(request));

    /// <summary>How the run was asked for.</summary>
    public RunRequest Request { get; } = request;

    /// <summary>The run's folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>The families that are measured.</summary>
    public IEnumerable<FamilyDefinition> Families => families.Values;

    /// <summary>A family that is measured.</summary>
    public FamilyDefinition Family(string id) => families[id];

    /// <summary>The models of a step.</summary>
    public IReadOnlyList<JobModel> Models(PlanStep step)
    {
        var family = families[step.Family];
        var source = Source(family, step.Variant);
        return [.. step.Models.Select(model => Model(family, model, source))];
    }

    /// <summary>Threads inside one call of a step.</summary>
    public int Threads(PlanStep step) => step.Variant?.Threads ?? Request.Threads;

    /// <summary>Callers at the same time: as many as fill the cores with their threads.</summary>
    public static int Callers(int threads) => Math.Max(1, Environment.ProcessorCount / threads);

    /// <summary>A model with the inputs of its task, as a child process needs it.</summary>
    /// <param name="family">One of the families that are measured.</param>
    /// <param name="id">The model's id in it.</param>
    public JobModel Model(FamilyDefinition family, string id) => Model(family, id, Source(family, variant: null));

    /// <summary>How many items of a family are scored; 0 where nothing can be.</summary>
    public int Items(FamilyDefinition family) =>
        family.Models.All(model => model.Grades is null) && family.Task.Dataset is not null
            && family.Models.Any(model => family.Task.OutputOf(model) is not null)
            ? Math.Min(Request.Items ?? Sample(family.Task.Dataset), family.Task.Dataset.Items)
            : 0;

    /// <summary>A first look takes a family's sample, and so does a run that names no family: all of them share its time.</summary>
    private int Sample(DatasetDefinition data) =>
        data.Sample is { } sample && (Request.Profile == Profile.Quick.Name || Request is { Families: [], Models: [], TeacherFile: null })
            ? sample
            : data.Items;

    /// <summary>The provider of a step. A plan may be made for one that no request names, such as the tables'.</summary>
    private ProviderChoice Provider(string id) =>
        providers.Value.FirstOrDefault(choice => choice.Id == id) ?? new ProviderChoice(id, null, new Dictionary<string, string>());

    /// <summary>How the sessions of a step are set up.</summary>
    public SessionSettings Settings(PlanStep step) => new()
    {
        Threads = Threads(step),
        ProviderOptions = Provider(step.Provider).Options,
        ProviderLibrary = Provider(step.Provider).Library,
        CustomOperators = Request.CustomOperators,
        Extra = step.Prepacking ? new Dictionary<string, string>() : new() { ["session.disable_prepacking"] = "1" },
    };

    /// <summary>A model with inputs of its own.</summary>
    public static JobModel Model(FamilyDefinition family, string id, InputSource source)
    {
        var model = family.Models.First(item => item.Id == id);
        var output = source.DataFile is null ? null : family.Task.OutputOf(model);
        var declared = model.Answer ?? family.Task.Answer;
        source = model.Feed is { } own && source.DataFile is not null
            ? source with { DataFile = family.PathOf(own.File), Definitions = own.Inputs }
            : source;
        var sizes = source.DataFile is null ? PairedAxes.Apply(model.PairedAxes, source.Synthetic) : source.Synthetic;
        var inputs = source with { Synthetic = sizes with { IndexBounds = model.IndexBounds } };
        return new JobModel(id, family.PathOf(model), inputs, output)
        {
            Task = family.Task.Kind,
            Scored = output is null ? null : new ScoredOutput(output)
            {
                Origin = model.Scored?.Origin ?? OutputOrigin.Unknown,
                Classes = model.Scored?.Classes,
                FamilyClasses = family.ModelClasses,
                Declared = declared,
            },
        };
    }

    private InputSource Source(FamilyDefinition family, Variant? variant) => family.Task.Dataset is not { } data
        ? new InputSource { Synthetic = Synthetic(variant), Definitions = family.IsOwn ? [] : family.Task.Inputs }
        : new InputSource
        {
            DataFile = family.PathOf(data.File),
            Definitions = family.Task.Inputs,
            Kind = family.IsOwn ? InputsKind.File : InputsKind.Task,
            LabelsFile = data.Labels is null ? null : family.PathOf(data.LabelsFile ?? data.File),
            Labels = data.Labels,
            Classes = family.ModelClasses,
            Synthetic = Synthetic(variant),
        };

    private SyntheticOptions Synthetic(Variant? variant) =>
        new(variant?.Dimensions ?? Request.Dimensions, Request.Shapes, Request.Values) { OfSeveralModels = true };
}
