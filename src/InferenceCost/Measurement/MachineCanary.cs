using InferenceCost.Machine;

namespace InferenceCost.Measurement;

/// <summary>The canary of this machine.</summary>
public sealed class MachineCanary : ICanary
{
    private readonly Canary canary = new();

    /// <inheritdoc/>
    public double Run() => canary.Run();
}
