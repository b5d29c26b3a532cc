namespace InferenceCost.Scenarios.Contract;

/// <summary>What one child process found.</summary>
public abstract record WorkerResult;
