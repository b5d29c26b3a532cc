using InferenceCost.Records;

namespace InferenceCost.Findings.Providers;

/// <summary>From which batch on a provider is faster than the CPU for one call of a model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Shown">What the measured batches show.</param>
/// <param name="Batch">The smallest batch from which every measured one is shown to be faster; null where none is.</param>
/// <param name="Measured">The batches that were measured on both, ascending.</param>
public sealed record FasterFromBatch(string Model, FasterProvider Shown, int? Batch, IReadOnlyList<int> Measured)
{
    /// <summary>Looks at the latencies of each model.</summary>
    internal static IEnumerable<FasterFromBatch> ByModel(IEnumerable<ProviderCost> costs) =>
        costs.Where(cost => cost.Metric == Metric.Latency.Id)
            .GroupBy(cost => cost.Model)
            .Select(group => Find(group.Key, [.. group.OrderBy(cost => cost.Batch)]));

    private static FasterFromBatch Find(string model, IReadOnlyList<ProviderCost> byBatch)
    {
        // A larger batch at which it is not shown to be faster takes back what a smaller one showed.
        var from = byBatch.Reverse().TakeWhile(cost => cost.Factor.Low > 1).LastOrDefault();
        var shown = from is not null
            ? FasterProvider.Other : byBatch.All(cost => cost.Factor.High < 1) ? FasterProvider.Cpu : FasterProvider.NotShown;
        return new FasterFromBatch(model, shown, from?.Batch, [.. byBatch.Select(cost => cost.Batch)]);
    }
}

/// <summary>Which of two providers is shown to be faster.</summary>
public enum FasterProvider
{
    /// <summary>Neither, at the largest batch that was measured.</summary>
    NotShown,

    /// <summary>The other provider, from a batch on.</summary>
    Other,

    /// <summary>The CPU, at every batch that was measured.</summary>
    Cpu,
}
