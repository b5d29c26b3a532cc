namespace InferenceCost.Runtime.Workloads;

/// <summary>The only thing that is ever timed: one call of a loaded model with its buffers bound.</summary>
public interface IWorkload : IDisposable
{
    /// <summary>One inference, complete on return. Allocates nothing.</summary>
    void Run();
}
