using System.Text.Json.Serialization;

namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// How a run was asked for, after the command line was understood: everything that is needed to make the plan, and to make it again
/// when the run is resumed.
/// </summary>
public sealed record RunRequest
{
    /// <summary>Family ids, or empty where files were given.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Models to keep, by <c>family/model</c> or <c>model</c>; empty for all.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The user's own teacher file; null where families are measured.</summary>
    public string? TeacherFile { get; init; }

    /// <summary>The user's own student files.</summary>
    public IReadOnlyList<string> StudentFiles { get; init; } = [];

    /// <summary>
    /// What the weights of copies of the user's own teacher become, which are measured too; null where none were asked for.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Quantize { get; init; }

    /// <summary>The folder that relative paths start from: that of the person who asked.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Real inputs for the user's own files.</summary>
    public string? InputsFile { get; init; }

    /// <summary>Real inputs of single models among them, each <c>MODEL=FILE</c>; null where all are fed the same.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? InputsOfModels { get; init; }

    /// <summary>Texts for the user's own files, tokenised with <see cref="VocabularyFile"/>; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TextsFile { get; init; }

    /// <summary>The vocabulary of their tokens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VocabularyFile { get; init; }

    /// <summary>To how many tokens texts are cut or padded; null for the longest one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Tokens { get; init; }

    /// <summary>Labels for the user's own files: a file, or <c>FILE:ARRAY</c>.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>Free dimensions of synthetic inputs: <c>name=N</c>. Claims use these.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Other sizes of the same dimensions to measure at, each a full set.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OtherDimensions { get; init; } = [];

    /// <summary>Whole shapes of synthetic inputs: <c>input=1x3x224x224</c>.</summary>
    public IReadOnlyList<string> Shapes { get; init; } = [];

    /// <summary>Constant values of synthetic inputs: <c>input=16000</c>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What outputs hold: <c>output=probabilities</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Answers { get; init; }

    /// <summary>Where families are looked for; null for the usual places.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Providers to measure on; empty for every one that is present.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>Options of providers: <c>cuda.use_tf32=0</c>.</summary>
    public IReadOnlyList<string> ProviderOptions { get; init; } = [];

    /// <summary>Plugin libraries of providers: <c>NAME=FILE</c>.</summary>
    public IReadOnlyList<string> ProviderLibraries { get; init; } = [];

    /// <summary>Libraries of operators that ONNX Runtime does not have itself; null where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CustomOperators { get; init; }

    /// <summary>Whether a model may run in part elsewhere than on the provider that was asked for.</summary>
    public bool AllowFallback { get; init; }

    /// <summary>Batches for latency; the first is the one that claims use.</summary>
    public IReadOnlyList<int> Batches { get; init; } = [1];

    /// <summary>Threads inside one call. Claims use this number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Other numbers of threads to measure with.</summary>
    public IReadOnlyList<int> OtherThreads { get; init; } = [];

    /// <summary>Every set of sizes with every number of threads; the first is the one that claims use.</summary>
    [JsonIgnore]
    public IReadOnlyList<Variant> Variants =>
    [
        .. from threads in OtherThreads.Prepend(Threads)
           from dimensions in OtherDimensions.Prepend(Dimensions)
           select new Variant(dimensions, threads),
    ];

    /// <summary>The profile's name.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>How long the run may take; null for the profile's own budget.</summary>
    public double? BudgetSeconds { get; init; }

    /// <summary>How many items are scored; null for all.</summary>
    public int? Items { get; init; }

    /// <summary>A margin given on the command line; null for the family's own.</summary>
    public double? Margin { get; init; }

    /// <summary>What the user's own files are scored by; null for what fits them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Metric { get; init; }

    /// <summary>Grades of models' answers from elsewhere, each <c>MODEL=FILE</c>; null where quality is measured here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Scores { get; init; }

    /// <summary>Whether nothing may be fetched over the network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Offline { get; init; }

    /// <summary>Whether the figures are made up from a known truth and nothing is measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demo { get; init; }

    /// <summary>The same request for somebody who stands in another folder: paths lead to the same files.</summary>
    public RunRequest From(string folder)
    {
        string? There(string? path) =>
            path is null || WorkingFolder is null || folder == WorkingFolder ? path : Path.GetFullPath(path, WorkingFolder);
        return this with
        {
            TeacherFile = There(TeacherFile),
            StudentFiles = [.. StudentFiles.Select(file => There(file)!)],
            InputsFile = There(InputsFile),
            InputsOfModels = InputsOfModels is null ? null : [.. InputsOfModels.Select(
                word => word.Split('=', 2) is [var model, var file] ? $"{model}={There(file)}" : word)],
            TextsFile = There(TextsFile),
            VocabularyFile = There(VocabularyFile),
            LabelsFile = There(LabelsFile),
            ModelsFolder = There(ModelsFolder),
            ProviderLibraries = [.. ProviderLibraries.Select(
                word => word.Split('=', 2) is [var name, var path] ? $"{name}={There(path)}" : word)],
            Scores = Scores is null ? null : [.. Scores.Select(
                word => word.Split('=', 2) is [var graded, var grades] ? $"{graded}={There(grades)}" : word)],
            CustomOperators = CustomOperators is null ? null : [.. CustomOperators.Select(file => There(file)!)],
            WorkingFolder = folder,
        };
    }

    /// <summary>The budget in force.</summary>
    public double Budget => BudgetSeconds ?? Scenarios.Contract.Profile.Find(Profile).BudgetSeconds;
}
