using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What is found out about a model on a provider other than the CPU before anything of it is timed.</summary>
/// <param name="AgainstCpu">
/// How far its outputs are from the CPU's for one item, by the worse of a call with copies and one without; null where no output is of
/// floating-point numbers.
/// </param>
/// <param name="Unfinished">
/// What share of a call was still to be done when the call had returned: a copy of the outputs waits for it, a second copy does not. Null
/// where nothing lies on the device.
/// </param>
/// <param name="NoDeviceBuffers">Why a call cannot be timed with its inputs and outputs on the device; null where it can.</param>
/// <param name="WritesItsOutputs">
/// Whether calls from the host write their outputs: a captured graph that is replayed reads and writes the places that it was captured
/// with, and neither the host's inputs nor its outputs.
/// </param>
public sealed record ProviderProof(OutputDifference? AgainstCpu, double? Unfinished, string? NoDeviceBuffers, bool WritesItsOutputs = true)
{
    /// <summary>A call that leaves more than this undone was timed before it had finished; less is the noise of two copies.</summary>
    public const double MostUnfinished = 0.25;
}
