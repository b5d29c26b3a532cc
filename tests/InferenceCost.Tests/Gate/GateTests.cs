using InferenceCost.Comparison;
using InferenceCost.Gate;

namespace InferenceCost.Tests.Gate;

public sealed class GateTests
{
    private const int Launches = 10;

    [Fact]
    public async Task Two_equal_sides_are_the_same()
    {
        var gated = Assert.Single(await Run(_ => FakeLauncher.Of(1.001), "m"));
        Assert.Equal([ChangeVerdict.Same, ChangeVerdict.Same], gated.Cases.Select(item => item.Change.Verdict));
        Assert.Equal(["latency/family/m/cpu/b1/t1", "peakMemory/family/m/cpu/b1/t1"], gated.Cases.Select(item => item.Change.Id));
        Assert.Empty(gated.Confirmation);
    }

    [Fact]
    public async Task Subjects_take_turns_launch_by_launch()
    {
        var launcher = new FakeLauncher((_, _) => FakeLauncher.Of(1));
        await Run(launcher, "a", "b");
        Assert.Equal("a0 b0 a1 b1 a2 b2", string.Join(' ', launcher.Made.Take(6)));
    }

    [Fact]
    public async Task A_slower_side_counts_when_fresh_launches_say_so_too()
    {
        var launcher = new FakeLauncher((subject, _) => FakeLauncher.Of(subject.Name == "slow" ? 1.2 : 1));
        var gated = await Run(launcher, "slow", "same");
        var latency = gated[0].Cases[0];
        Assert.Equal((ChangeVerdict.Slower, ChangeVerdict.Slower), (latency.First!.Verdict, latency.Change.Verdict));
        Assert.Equal(1.2, latency.Change.Change!.Value.Estimate, 1e-9);
        // Alone, and as many launches again.
        Assert.All(launcher.Made.Skip(2 * Launches), made => Assert.StartsWith("slow", made, StringComparison.Ordinal));
        Assert.Equal((3 * Launches, Launches), (launcher.Made.Count, gated[0].Confirmation.Count));
    }

    [Fact]
    public async Task A_slower_side_that_fresh_launches_do_not_confirm_is_what_they_say()
    {
        var latency = Assert.Single(await Run(made => FakeLauncher.Of(made < Launches ? 1.2 : 1), "m")).Cases[0];
        Assert.Equal((ChangeVerdict.Slower, ChangeVerdict.Same), (latency.First!.Verdict, latency.Change.Verdict));
    }

    [Fact]
    public async Task Only_the_case_that_was_slower_gets_a_second_verdict()
    {
        var cases = Assert.Single(await Run(_ => FakeLauncher.Of(1, memory: 1.1), "m")).Cases;
        Assert.Null(cases[0].First);
        Assert.Equal(ChangeVerdict.Slower, cases[1].Change.Verdict);
    }

    [Fact]
    public async Task A_machine_that_changes_its_speed_in_the_middle_changes_nothing()
    {
        var latency = Assert.Single(await Run(made => FakeLauncher.Of(1.001, machine: made < 5 ? 1 : 1.7), "m")).Cases[0];
        Assert.Equal(ChangeVerdict.Same, latency.Change.Verdict);
    }

    [Fact]
    public async Task A_machine_that_treats_the_sides_unequally_withholds_the_verdict()
    {
        var latency = Assert.Single(await Run(_ => FakeLauncher.Of(1.2, canary: 1.15), "m")).Cases[0];
        Assert.Equal((ChangeVerdict.Contaminated, 1.15), (latency.Change.Verdict, Math.Round(latency.Change.Canary!.Value, 9)));
        Assert.Contains("1.15", latency.Change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launches_that_disagree_decide_nothing()
    {
        var latency = Assert.Single(await Run(made => FakeLauncher.Of(made % 2 == 0 ? 1.2 : 1), "m")).Cases[0];
        Assert.Equal(ChangeVerdict.Inconclusive, latency.Change.Verdict);
        Assert.True(latency.Change.MinimumDetectable > 0.14);
    }

    [Fact]
    public async Task A_launch_that_met_one_side_alone_is_made_again_and_shown()
    {
        var launcher = new FakeLauncher((_, made) => FakeLauncher.Of(made == 2 ? 3 : 1.001) with
        {
            BaseBusyShare = 0.99, HeadBusyShare = made == 2 ? 0.33 : 0.98,
        });
        var gated = Assert.Single(await Run(launcher, "m"));
        Assert.Equal((Launches, Launches + 1), (gated.Launches.Count, launcher.Made.Count));
        Assert.Equal(["m2", "m2", "m3"], launcher.Made.Skip(2).Take(3));
        var stray = Assert.Single(gated.SetAside!);
        Assert.Equal((2, "the head had the processor for 33 % of its time, the base for 99 %"), (stray.Number, stray.Reason));
        Assert.Equal(ChangeVerdict.Same, gated.Cases[0].Change.Verdict);
        Assert.True(gated.Cases[0].Change.Change!.Value.High < 1.01);
    }

    [Fact]
    public async Task Where_one_side_is_met_again_and_again_one_launch_in_six_is_set_aside_and_the_others_count()
    {
        var gated = Assert.Single(await Run(
            new FakeLauncher((_, _) => FakeLauncher.Of(3) with { BaseBusyShare = 0.99, HeadBusyShare = 0.33 }), "m"));
        Assert.Equal((1, 1), (gated.SetAside!.Count(stray => !stray.Confirming), gated.SetAside!.Count(stray => stray.Confirming)));
        Assert.Equal(ChangeVerdict.Slower, gated.Cases[0].Change.Verdict);
    }

    [Fact]
    public async Task A_subject_that_fails_costs_its_own_cases_only()
    {
        var launcher = new FakeLauncher((subject, _) => subject.Name == "bad" ? FakeLauncher.Failing("head") : FakeLauncher.Of(1));
        var gated = await Run(launcher, "bad", "good");
        Assert.All(
            gated[0].Cases,
            item => Assert.Equal((ChangeVerdict.NotComparable, "head: it crashed; mend it"), (item.Change.Verdict, item.Change.Reason)));
        Assert.Equal(ChangeVerdict.Same, gated[1].Cases[0].Change.Verdict);
        Assert.Equal(1, launcher.Made.Count(made => made.StartsWith("bad", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Stopped_it_returns_what_was_finished()
    {
        using var stop = new CancellationTokenSource();
        var launcher = new FakeLauncher((_, made) =>
        {
            if (made == 7)
            {
                stop.Cancel();
            }

            return FakeLauncher.Of(1);
        });
        var gated = Assert.Single(
            await new InterleavedGate(launcher, Launches, _ => { }, TimeProvider.System).Run([FakeLauncher.Subject("m")], stop.Token));
        Assert.Equal((8, ChangeVerdict.Same), (gated.Launches.Count, gated.Cases[0].Change.Verdict));
    }

    private static Task<IReadOnlyList<GatedModel>> Run(Func<int, GateLaunch> launch, params string[] subjects) =>
        Run(new FakeLauncher((_, made) => launch(made)), subjects);

    private static Task<IReadOnlyList<GatedModel>> Run(FakeLauncher launcher, params string[] subjects) =>
        new InterleavedGate(launcher, Launches, _ => { }, TimeProvider.System)
            .Run([.. subjects.Select(FakeLauncher.Subject)], TestContext.Current.CancellationToken);
}
