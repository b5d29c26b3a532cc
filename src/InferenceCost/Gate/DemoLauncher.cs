using InferenceCost.Gate.Interleaving;
using InferenceCost.Measuring.Planted;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Gate;

/// <summary>
/// Launches that are made up: each side costs what the size of its file says, and the head more by what was planted in it. No process is
/// started and no build is made, so that two builds or two settings come out as the same.
/// </summary>
/// <param name="before">How many launches were made before, by the ab that goes on.</param>
public sealed class DemoLauncher(int before) : IGateLauncher
{
    private const long Process = 70_000_000;
    private const double OfLaunches = 0.03;
    private const double OfSides = 0.004;
    private const double OfBlocks = 0.01;
    private const double OfSizes = 0.002;

    private int made = before;

    /// <inheritdoc/>
    public Task<GateLaunch> Launch(GateModel subject, int launch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Counted here: what is slower is measured again, and fresh launches are other ones.
        var noise = new DemoNoise(FormattableString.Invariant($"ab of {subject.Name}, launch {launch}, {made++}"));
        var (own, other) = (Truth(subject.Base), Truth(subject.Head));
        var planted = subject.Head.Planted ?? new PlantedChange(0, 0);
        var drift = noise.Factor(OfLaunches);
        double[] Blocks(DemoModel side, double longer)
        {
            var typical = side.CallNanoseconds(subject.Batch) * drift * (1 + longer) * noise.Factor(OfSides);
            return [.. Pairs().Select(_ => typical * noise.Factor(OfBlocks))];
        }

        long Peak(DemoModel side, double heavier) => (long)((Process + side.MemoryBytes) * (1 + heavier) * noise.Factor(OfSizes));
        return Task.FromResult(new GateLaunch(
            Blocks(own, 0), Blocks(other, planted.Time), [.. Pairs().Select(_ => noise.Factor(OfSides))],
            Peak(own, 0), Peak(other, planted.Memory)));
    }

    private static IEnumerable<int> Pairs() => Enumerable.Range(0, InterleavedBlocks.Pairs);

    private static DemoModel Truth(JobModel model) => DemoModel.OfSize(new FileInfo(model.Path).Length);
}
