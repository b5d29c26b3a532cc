using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Energy;

/// <summary>An energy launch that is made up: a machine that draws the same power whatever it computes.</summary>
internal static class DemoEnergy
{
    private const double Watts = 30;
    private const double IdleWatts = 10;
    private const double Spread = 0.01;

    /// <summary>The answer to the step: two windows of every model.</summary>
    public static EnergyResult Launch(PlanStep step, DemoTruth truth)
    {
        var noise = new DemoNoise(step.Id);
        return new EnergyResult([.. BlockOrder.Palindrome(step.Models.Count).Select(index => step.Models[index]).Select(model =>
        {
            var call = truth.Of(step.Family, model).CallNanoseconds(step.Batch);
            var calls = (long)Math.Ceiling(EnergyLaunch.Window / call);
            var seconds = calls * call / 1e9;
            return new EnergySamples(model, "made-up counter", null, calls, seconds, Watts * seconds * noise.Factor(Spread), IdleWatts);
        })]);
    }
}
