using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>A cold launch that is made up.</summary>
internal static class DemoCold
{
    private const long Zero = 70_000_000;
    private const long ManagedHeap = 1_000_000;
    private const double OfTimes = 0.03;
    private const double OfSizes = 0.003;

    /// <summary>Which part of the growth at its peak stays, with rearranged copies of the weights and without.</summary>
    private const double Steady = 0.8;
    private const double WithoutCopies = 0.5;

    /// <summary>The answer to the step.</summary>
    public static ColdResult Launch(PlanStep step, DemoTruth truth)
    {
        var (model, noise) = (truth.Of(step.Family, step.Models[0]), new DemoNoise(step.Id));
        var growth = model.MemoryBytes * noise.Factor(OfSizes);
        return new ColdResult
        {
            LoadNanoseconds = model.LoadNanoseconds * noise.Factor(OfTimes),
            FirstInferenceNanoseconds = 2 * model.CallNanoseconds(1) * noise.Factor(OfTimes),
            ZeroBytes = Zero,
            ZeroPeakBytes = Zero,
            PeakBytes = Zero + (long)growth,
            SteadyBytes = Zero + (long)(growth * (step.Prepacking ? Steady : WithoutCopies)),
            ManagedHeapBytes = ManagedHeap,
        };
    }
}
