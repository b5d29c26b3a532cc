using InferenceCost.Machine.Load;

namespace InferenceCost.Measuring;

/// <summary>The canary of this machine.</summary>
/// <param name="runs">
/// How often it runs, of which the last counts. Four, some 5 ms, is what it takes on a virtual machine until nothing is left of what the
/// block before did to the processor's state: after blocks of a spinning process the first run was 6 % slower, on a machine that had not
/// changed. Between short blocks one has to do, since more would take longer than what is measured.
/// </param>
public sealed class MachineCanary(int runs = 1) : ICanary
{
    /// <summary>Runs until nothing is left of the block before.</summary>
    public const int Settled = 4;

    private readonly Canary canary = new();

    /// <inheritdoc/>
    public double Run()
    {
        for (var run = 1; run < runs; run++)
        {
            canary.Run();
        }

        return canary.Run();
    }
}
