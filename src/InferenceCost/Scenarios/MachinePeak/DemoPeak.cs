using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>Limits of a machine that are made up: more than the models of a demonstration use, and as much for each caller.</summary>
internal static class DemoPeak
{
    private const int Blocks = 5;
    private const double Spread = 0.02;
    private const double MacsPerNanosecond = 20;
    private const double BytesPerNanosecond = 20;
    private const long WorkPerCall = 1_000_000;

    /// <summary>The answer to the step.</summary>
    public static MachinePeakResult Launch(PlanStep step, int callers)
    {
        var noise = new DemoNoise(step.Id);
        RateBlocks Rate(int count, double perNanosecond) =>
            new(WorkPerCall, [.. Enumerable.Range(0, Blocks).Select(_ => WorkPerCall / (perNanosecond * count) * noise.Factor(Spread))]);
        return new MachinePeakResult([.. new[] { 1, callers }.Distinct().Select(count =>
            new CallerLimits(count, Rate(count, MacsPerNanosecond), Rate(count, BytesPerNanosecond)))]);
    }
}
