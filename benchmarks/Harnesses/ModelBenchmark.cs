using BenchmarkDotNet.Attributes;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>What the benchmark classes share: a case by its id, loaded before and disposed of after.</summary>
public abstract class ModelBenchmark
{
    private LoadedModel? model;
    private BoundWorkload? workload;

    /// <summary>The case's id; BenchmarkDotNet fills it in.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    /// <summary>The ids of this class's cases.</summary>
    public IEnumerable<string> Cases => TablesOrder.Read().Cases.Where(item => Belongs(item.Batch)).Select(item => item.Id);

    /// <summary>Loads the case.</summary>
    [GlobalSetup]
    public void Load() => (model, workload) = TablesOrder.Read().Cases.First(item => item.Id == Case).Load();

    /// <summary>Gives everything back.</summary>
    [GlobalCleanup]
    public void Unload()
    {
        workload?.Dispose();
        model?.Dispose();
    }

    /// <summary>One call.</summary>
    protected void Call() => workload!.Run();

    /// <summary>Whether a case of this batch is one of this class.</summary>
    private protected abstract bool Belongs(int batch);
}
