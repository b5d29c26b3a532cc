using InferenceCost.Families.Definition;
using InferenceCost.Records;
using InferenceCost.Running.Planning;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios;

/// <summary>Turns a step into the job that its worker gets.</summary>
/// <param name="families">The families that are measured, by id.</param>
/// <param name="request">How the run was asked for.</param>
/// <param name="folder">The run's folder, where predictions go.</param>
public sealed class JobFactory(IReadOnlyDictionary<string, FamilyDefinition> families, RunRequest request, string folder)
{
    private readonly Lazy<IReadOnlyList<ProviderChoice>> providers = new(() => ProviderChoice.Of(request));

    /// <summary>Callers at the same time: as many as fill the cores with their threads.</summary>
    public static int Callers(int threads) => Math.Max(1, Environment.ProcessorCount / threads);

    /// <summary>Batches that a probe tries besides those that are measured, to find each model's own best.</summary>
    private static readonly int[] PilotBatches = [1, 8, 32, 128];

    /// <summary>The job of a step.</summary>
    public WorkerJob Create(PlanStep step)
    {
        var family = families[step.Family];
        var settings = Settings(step);
        return step.Kind switch
        {
            StepKind.Probe => new ProbeJob
            {
                Provider = step.Provider,
                Settings = settings,
                Model = Model(family, step.Models[0]),
                Batches = [.. PilotBatches.Concat(request.Batches).Append(step.Batch).Distinct().Order()],
            },
            StepKind.Limits => new MachinePeakJob { Provider = step.Provider, Settings = settings, Callers = Callers(request.Threads) },
            StepKind.Quality => new QualityJob
            {
                Provider = step.Provider,
                Settings = settings,
                Model = Model(family, step.Models[0]),
                Batch = step.Batch,
                Callers = Callers(request.Threads),
                Items = Items(family),
                ComparesWithCpu = family.Models.First(model => model.Id == step.Models[0]).Role != ModelRole.Control,
                PredictionsPath = Path.Combine(folder, PredictionsFile(step.Family, step.Models[0], step.Provider)),
            },
            StepKind.Latency or StepKind.Compute => new LatencyJob
            {
                OnDevice = step.Kind == StepKind.Compute,
                Provider = step.Provider,
                Settings = settings,
                Models = [.. step.Models.Select(model => Model(family, model))],
                Batch = step.Batch,
                Palindromes = step.Palindromes,
            },
            StepKind.Energy => new EnergyJob
            {
                Provider = step.Provider,
                Settings = settings,
                Models = [.. step.Models.Select(model => Model(family, model))],
                Batch = step.Batch,
            },
            StepKind.Throughput => new ThroughputJob
            {
                Provider = step.Provider,
                Settings = settings,
                Models = [.. step.Models.Select(model => Model(family, model))],
                Batches = step.OwnBatches ?? step.Models.ToDictionary(model => model, _ => step.Batch),
                Callers = Callers(request.Threads),
                Palindromes = step.Palindromes,
            },

            // Real data would have to be unpacked in the process whose memory is measured.
            StepKind.Cold => new ColdJob
            {
                Provider = step.Provider,
                Settings = settings,
                Model = Model(family, step.Models[0], new InputSource { Synthetic = Synthetic, Definitions = family.IsBuilt ? family.Task.Inputs : [] }),
                Batch = step.Batch,
            },
            _ => throw new ArgumentException($"{step.Kind} is not for a worker", nameof(step)),
        };
    }

    /// <summary>What BenchmarkDotNet's tables time: every model at one item and at the step's batch.</summary>
    public IEnumerable<ProbeJob> TableCases(PlanStep step) =>
        from batch in new[] { 1, step.Batch }.Distinct()
        from model in step.Models
        let family = families[step.Family]
        select new ProbeJob { Provider = step.Provider, Settings = Settings(step), Model = Model(family, model), Batches = [batch] };

    /// <summary>A model with the inputs of its task, as a child process needs it.</summary>
    /// <param name="family">One of the families that are measured.</param>
    /// <param name="id">The model's id in it.</param>
    public JobModel Model(FamilyDefinition family, string id) => Model(family, id, Source(family));

    /// <summary>How many items of a family are scored; 0 where nothing can be.</summary>
    public int Items(FamilyDefinition family) => family.Task is { Dataset: not null, Output: not null }
        ? Math.Min(request.Items ?? int.MaxValue, family.Task.Dataset.Items)
        : 0;

    /// <summary>The predictions of a model, relative to the run's folder.</summary>
    public static string PredictionsFile(string family, string model, string provider) => $"predictions/{family}.{model}.{provider}.csv";

    /// <summary>The provider of a step. A plan may be made for one that no request names, such as the tables'.</summary>
    private ProviderChoice Provider(string id) =>
        providers.Value.FirstOrDefault(choice => choice.Id == id) ?? new ProviderChoice(id, null, new Dictionary<string, string>());

    private SyntheticOptions Synthetic => new(request.Dimensions, request.Shapes, request.Values);

    private SessionSettings Settings(PlanStep step) => new()
    {
        Threads = request.Threads,
        ProviderOptions = Provider(step.Provider).Options,
        ProviderLibrary = Provider(step.Provider).Library,
        Extra = step.Prepacking ? new Dictionary<string, string>() : new() { ["session.disable_prepacking"] = "1" },
    };

    private static JobModel Model(FamilyDefinition family, string id, InputSource source)
    {
        var model = family.Models.First(item => item.Id == id);
        return new JobModel(id, family.PathOf(model), source, source.DataFile is null ? null : family.Task.Output);
    }

    private InputSource Source(FamilyDefinition family) => family.Task.Dataset is not { } data
        ? new InputSource { Synthetic = Synthetic, Definitions = family.IsOwn ? [] : family.Task.Inputs }
        : new InputSource
        {
            DataFile = family.PathOf(data.File),
            Definitions = family.Task.Inputs,
            Kind = family.IsOwn ? "file" : "task",
            LabelsFile = data.Labels is null ? null : family.PathOf(data.LabelsFile ?? data.File),
            Labels = data.Labels,
            Synthetic = Synthetic,
        };
}
