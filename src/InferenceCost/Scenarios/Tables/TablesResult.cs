using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Tables;

/// <summary>What BenchmarkDotNet found.</summary>
/// <param name="Rows">Its tables, row by row.</param>
public sealed record TablesResult(IReadOnlyList<TableRow> Rows) : WorkerResult;

/// <summary>One row of BenchmarkDotNet's tables.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="MedianNanoseconds">Its median time of a call.</param>
/// <param name="AllocatedBytes">Managed bytes allocated per call; null where it did not count them.</param>
public sealed record TableRow(string Model, int Batch, double MedianNanoseconds, long? AllocatedBytes);
