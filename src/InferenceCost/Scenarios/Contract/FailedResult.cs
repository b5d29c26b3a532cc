namespace InferenceCost.Scenarios.Contract;

/// <summary>The job could not be done: the case fails, the run goes on.</summary>
/// <param name="Code">Short and stable.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record FailedResult(string Code, string Message, string Fix) : WorkerResult;
