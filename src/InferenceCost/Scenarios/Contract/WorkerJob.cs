using System.Text.Json.Serialization;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Measuring.Planted;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Contract;

/// <summary>
/// What one child process is asked to measure: one line of JSON on its standard input. It carries everything, so that a child needs
/// neither the command line nor the family file.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProbeJob), "probe")]
[JsonDerivedType(typeof(QualityJob), "quality")]
[JsonDerivedType(typeof(LatencyJob), "latency")]
[JsonDerivedType(typeof(ColdJob), "cold")]
[JsonDerivedType(typeof(ThroughputJob), "throughput")]
[JsonDerivedType(typeof(InterleavedJob), "turns")]
[JsonDerivedType(typeof(MachinePeakJob), "limits")]
[JsonDerivedType(typeof(EnergyJob), "energy")]
public abstract record WorkerJob
{
    /// <summary>The execution provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>How sessions are set up.</summary>
    public required SessionSettings Settings { get; init; }

    /// <summary>The provider.</summary>
    /// <exception cref="Foundation.InputException">It is not in this build.</exception>
    public ExecutionProvider FindProvider() => ProviderCatalog.Find(Provider, Settings.ProviderLibrary);
}

/// <summary>A model as a child process needs it.</summary>
/// <param name="Id">The model's id within its family.</param>
/// <param name="Path">Its ONNX file.</param>
/// <param name="Inputs">Where its inputs come from.</param>
/// <param name="ScoredOutput">The output that holds one row of class scores per item; null where none is known.</param>
public sealed record JobModel(string Id, string Path, InputSource Inputs, string? ScoredOutput)
{
    /// <summary>How its own session is set up; null for the settings of the job.</summary>
    public SessionSettings? Settings { get; init; }

    /// <summary>A change of known size that the comparison should find; null outside self-tests.</summary>
    public PlantedChange? Planted { get; init; }
}

/// <summary>Load a model, run it, and time one warm call at each batch.</summary>
public sealed record ProbeJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Batches to try; one that fails is left out of the answer.</summary>
    public required IReadOnlyList<int> Batches { get; init; }
}

/// <summary>Score a model on the task's items and record its predictions.</summary>
public sealed record QualityJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>Callers at the same time.</summary>
    public required int Callers { get; init; }

    /// <summary>How many items, from the first on.</summary>
    public required int Items { get; init; }

    /// <summary>Whether the scores are compared with the CPU's, where they come from another provider.</summary>
    public bool ComparesWithCpu { get; init; }

    /// <summary>Where the predictions are written.</summary>
    public required string PredictionsPath { get; init; }
}

/// <summary>One interleaved latency launch.</summary>
public sealed record LatencyJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>Times forwards and backwards through the models.</summary>
    public required int Palindromes { get; init; }

    /// <summary>Whether inputs and outputs lie in the device's memory, so that nothing is copied; the items then stay the same.</summary>
    public bool OnDevice { get; init; }
}

/// <summary>Load one model alone.</summary>
public sealed record ColdJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call when memory is read.</summary>
    public required int Batch { get; init; }
}

/// <summary>One interleaved throughput launch.</summary>
public sealed record ThroughputJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call, by model id.</summary>
    public required IReadOnlyDictionary<string, int> Batches { get; init; }

    /// <summary>Callers at the same time.</summary>
    public required int Callers { get; init; }

    /// <summary>Times forwards and backwards through the models.</summary>
    public required int Palindromes { get; init; }
}

/// <summary>One launch that measures energy.</summary>
public sealed record EnergyJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }
}

/// <summary>Load one model and run a block of calls whenever the parent says so, until it says that it was the last.</summary>
public sealed record InterleavedJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>The pipe over which parent and child speak as <see cref="InterleavingProtocol"/> says.</summary>
    public string Pipe { get; init; } = "";

    /// <summary>The core to stay on, which is the other side's too; null to go where the scheduler likes.</summary>
    public int? Core { get; init; }
}

/// <summary>Measure what the machine can do at most, without any model.</summary>
public sealed record MachinePeakJob : WorkerJob
{
    /// <summary>
    /// Rows and columns of the square product: 134 million multiply-accumulates, 3 ms on a core that does 45 billion a second, over 3 MB that
    /// kernels work through in pieces that fit into the caches. One of 768 is no faster, and finds an undisturbed moment less often.
    /// </summary>
    public int Side { get; init; } = 512;

    /// <summary>
    /// Rows of the weights that are read from memory; with <see cref="Outputs"/> 134 MB, four times the last-level cache that one core of
    /// a common server reaches (32 MB). Where that cache is larger than 100 MB, a part of them may stay in it.
    /// </summary>
    public int Inputs { get; init; } = 8192;

    /// <summary>Columns of the weights that are read from memory: few enough that the result stays in the first-level cache.</summary>
    public int Outputs { get; init; } = 4096;

    /// <summary>How long the blocks of each product take together, and the windows of several callers as long again.</summary>
    public double Seconds { get; init; } = 0.5;

    /// <summary>Callers of a throughput case; with one, nothing more is measured.</summary>
    public int Callers { get; init; } = 1;
}
