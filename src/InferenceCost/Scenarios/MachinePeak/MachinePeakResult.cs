using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>The answer to a <see cref="MachinePeakJob"/>.</summary>
/// <param name="Limits">What one caller reached, and what several did together.</param>
public sealed record MachinePeakResult(IReadOnlyList<CallerLimits> Limits) : WorkerResult;

/// <summary>What a number of callers reached together, on one session with buffers of their own.</summary>
/// <param name="Callers">Callers at the same time.</param>
/// <param name="Arithmetic">
/// The square product; the work is in multiply-accumulates, the times are those of all callers' calls over each other.
/// </param>
/// <param name="Memory">The product that reads its weights from memory; the work is in bytes.</param>
public sealed record CallerLimits(int Callers, RateBlocks Arithmetic, RateBlocks Memory);
