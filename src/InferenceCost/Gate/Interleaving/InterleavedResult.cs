using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Interleaving;

/// <summary>The answer to a <see cref="InterleavedJob"/>, beside the times that went over the pipe.</summary>
/// <param name="PeakBytes">The process's peak of resident memory: the program, the runtime and the model, loaded and run.</param>
public sealed record InterleavedResult(long PeakBytes) : WorkerResult;
