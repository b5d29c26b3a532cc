using InferenceCost.Benchmarks.Commands;
using InferenceCost.Gate;
using InferenceCost.Gate.Interleaving;
using InferenceCost.Measuring.Planted;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Gate;

/// <summary>
/// Launches with real processes, one for each side to go first; six of them and their rules are tested with launches that answer at once.
/// What a time says decides nothing here; memory does.
/// </summary>
public sealed class RealLaunchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_files_share_a_launch_and_memory_that_was_planted_is_found()
    {
        var model = TinyModels.Teacher().Save(folder.File("model.onnx"));
        var sides = new SharedProcess(BuildFolder.Worker(AppContext.BaseDirectory, WorkerCommand.Name), folder.Path);
        // A palindrome has two blocks of each side.
        await Launch(sides, 2 * InterleavedBlocks.Pairs, 1.17, 1.25, new GateRequest
        {
            Kind = GateKind.Models,
            Base = model,
            Head = model,
            Run = new RunRequest { TeacherFile = model, StudentFiles = [model], Providers = ["cpu"], Profile = "quick" },
            Planted = new PlantedChange(0, 0.2),
        });
    }

    [Fact]
    public async Task Two_builds_take_turns_in_processes_of_their_own()
    {
        // A publish folder is what the tests run from.
        var build = AppContext.BaseDirectory;
        var request = new GateRequest
        {
            Kind = GateKind.Builds,
            Base = build,
            Head = build,
            Run = new RunRequest { Families = ["fashion-mnist"], Models = ["separable-8k"], Providers = ["cpu"], Profile = "quick" },
        };
        var sides = await GateSides.Prepare(
            request, folder.File("base"), folder.File("head"), WorkerCommand.Name, TestContext.Current.CancellationToken);
        Assert.False(sides.IsOneProcess);
        var subject = await Launch(sides.Launcher(folder.Path, before: 0), InterleavedBlocks.Pairs, 0.97, 1.03, request);
        Assert.Equal(
            ("fashion-mnist/separable-8k", "latency/fashion-mnist/separable-8k/cpu/b1/t1"), (subject.Name, subject.Id));
    }

    private static async Task<GateModel> Launch(
        IGateLauncher launcher, int blocks, double least, double most, GateRequest request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var subject = Assert.Single(GateSelection.Find(request, note: null, cancellation).Models);
        for (var number = 0; number < 2; number++)
        {
            var launch = await launcher.Launch(subject, number, cancellation);
            Assert.Equal((blocks, blocks, blocks), (launch.Base.Length, launch.Head.Length, launch.Canary.Length));
            Assert.InRange((double)launch.HeadPeakBytes / launch.BasePeakBytes, least, most);
        }

        return subject;
    }
}
