using InferenceCost.Comparison;
using InferenceCost.Records;
using static InferenceCost.Tests.Comparison.TwoRuns;

namespace InferenceCost.Tests.Comparison;

public sealed class CaseChangesTests
{
    private const string Latency = "latency/toys/student/cpu/b1/t1";
    private const string Rate = "throughput/toys/student/cpu/b1/t1";
    private const string Memory = "peakMemory/toys/student/cpu/b1/t1";
    private const string Ratio = "ratio/latency/toys/teacher/student/cpu/b1/t1";

    [Theory]
    [InlineData(2.4e5, ChangeVerdict.Slower)]
    [InlineData(1.6e5, ChangeVerdict.Faster)]
    [InlineData(2.02e5, ChangeVerdict.Same)]
    [InlineData(2.1e5, ChangeVerdict.Inconclusive)]
    public void A_time_is_judged_by_its_interval(double student, ChangeVerdict verdict)
    {
        var change = Compare(Run(), Run(student: student)).Change(Latency);
        Assert.Equal(verdict, change.Verdict);
        Assert.Equal(student / 2e5, change.Change!.Value.Estimate, 3);
        Assert.InRange(change.MinimumDetectable!.Value, 0.05, 0.08);
        Assert.Equal(0.05, change.Margin!.Value, 12);
    }

    [Theory]
    [InlineData(4000, ChangeVerdict.Slower)]
    [InlineData(6000, ChangeVerdict.Faster)]
    public void Of_a_rate_less_is_slower(double rate, ChangeVerdict verdict)
    {
        var change = Compare(Run(), Run(rate: rate)).Change(Rate);
        Assert.Equal(verdict, change.Verdict);
        Assert.Equal(5000 / rate, change.Change!.Value.Estimate, 3);
    }

    [Theory]
    [InlineData(99e6, ChangeVerdict.Slower)]
    [InlineData(94e6, ChangeVerdict.Slower)]
    [InlineData(91e6, ChangeVerdict.Same)]
    public void Memory_has_a_tighter_margin(double memory, ChangeVerdict verdict) =>
        Assert.Equal(verdict, Compare(Run(), Run(memory: memory)).Change(Memory).Verdict);

    [Fact]
    public void A_very_short_call_must_differ_by_an_amount_too()
    {
        Assert.Equal(ChangeVerdict.Same, Compare(Run(student: 100), Run(student: 120)).Change(Latency).Verdict);
        Assert.Equal(ChangeVerdict.Slower, Compare(Run(student: 100), Run(student: 130)).Change(Latency).Verdict);
    }

    [Fact]
    public void A_ratio_that_fell_is_slower_and_has_a_wide_margin()
    {
        Assert.Equal(ChangeVerdict.Same, Compare(Run(), Run(student: 2.2e5)).Change(Ratio).Verdict);
        Assert.Equal(ChangeVerdict.Slower, Compare(Run(), Run(student: 2.4e5)).Change(Ratio).Verdict);
        Assert.Equal(ChangeVerdict.Faster, Compare(Run(), Run(teacher: 1.3e6)).Change(Ratio).Verdict);
    }

    [Fact]
    public void Of_a_rate_the_ratio_is_turned()
    {
        // In a rate's launches the student has the larger number.
        static RunRecord Rates(double student) => Run() with
        {
            Ratios = [TwoRuns.Ratio(1) with { Metric = Metric.Throughput.Id, Launches = [.. TwoRuns.Ratio(student).Launches
                .Select(launch => launch with { Teacher = launch.Student, Student = launch.Teacher })] }],
        };
        var change = Compare(Rates(5), Rates(4)).Change("ratio/throughput/toys/teacher/student/cpu/b1/t1");
        Assert.Equal(ChangeVerdict.Slower, change.Verdict);
        Assert.Equal(1.25, change.Change!.Value.Estimate, 6);
    }

    [Theory]
    [InlineData(1.20, 1.15, ChangeVerdict.Contaminated)]
    [InlineData(1.00, 0.90, ChangeVerdict.Contaminated)]
    [InlineData(1.20, 1.01, ChangeVerdict.Slower)]
    public void A_canary_that_moved_withholds_the_verdict(double slower, double canary, ChangeVerdict verdict)
    {
        var old = Run().WithCase(Latency, item => item with { Canary = [.. Enumerable.Repeat(2e6, 10)] });
        var @new = Run(student: 2e5 * slower).WithCase(Latency, item => item with { Canary = [.. Enumerable.Repeat(2e6 * canary, 10)] });
        var change = Compare(old, @new).Change(Latency);
        Assert.Equal(verdict, change.Verdict);
        Assert.Equal(canary, change.Canary!.Value, 6);
    }

    [Fact]
    public void Times_without_a_canary_of_their_own_take_the_runs_canary_and_memory_needs_none()
    {
        static RunRecord With(double canary) => Run() with
        {
            Cases = [.. Run().Cases
                .Select(item => item.Model == "teacher" ? item with { Canary = [.. Enumerable.Repeat(canary, 10)] } : item)],
        };
        var comparison = Compare(With(2e6), With(2.4e6));
        Assert.Equal(ChangeVerdict.Contaminated, comparison.Change(Latency).Verdict);
        Assert.Equal(ChangeVerdict.Same, comparison.Change(Memory).Verdict);
    }

    [Fact]
    public void A_contaminated_ratio_of_either_run_withholds_the_verdict() =>
        Assert.Equal(
            ChangeVerdict.Contaminated,
            Compare(Run(), Run() with { Ratios = [TwoRuns.Ratio(2) with { Contaminated = true }] }).Change(Ratio).Verdict);

    public static TheoryData<string, string> Obstacles => new()
    {
        { "version", "another version" }, { "unit", "measured in ns and in us" }, { "inputs", "inputs: task and synthetic" },
        { "settings", "other settings: threads not set and 2" }, { "invalid", "invalid in NEW: it crashed" }, { "twice", "twice" },
        { "machine", "another machine" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void What_is_not_the_same_thing_is_not_compared(string what, string reason)
    {
        var @new = Run(student: 9e5);
        @new = what switch
        {
            "machine" => @new with { Fingerprint = "000000000000" },
            "twice" => @new with { Cases = [.. @new.Cases, .. @new.Cases] },
            _ => @new.WithCase(Latency, item => what switch
            {
                "version" => item with { Version = "0000" },
                "unit" => item with { Unit = "us" },
                "inputs" => item with { Inputs = InputsKind.Synthetic },
                "settings" =>
                    item with { Settings = new SettingsRecord { Requested = new Dictionary<string, string> { ["threads"] = "2" } } },
                _ => item with { Valid = false, Reasons = [new Reason("crash", "it crashed", "repair it")] },
            }),
        };
        var change = Compare(Run(), @new).Change(Latency);
        Assert.Equal(ChangeVerdict.NotComparable, change.Verdict);
        Assert.Contains(reason, change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_launches_are_inconclusive_and_say_so()
    {
        var change = Compare(Run(), Run().WithCase(Latency, item => item with { Samples = [.. item.Samples.Take(5)] })).Change(Latency);
        Assert.Equal(ChangeVerdict.Inconclusive, change.Verdict);
        Assert.Contains("5 launches", change.Reason, StringComparison.Ordinal);
        Assert.Null(change.MinimumDetectable);
    }

    [Fact]
    public void Values_that_have_no_ratio_are_inconclusive()
    {
        Assert.Equal(
            ChangeVerdict.Inconclusive,
            Compare(Run(), Run().WithCase(Latency, item => item with { Samples = [] })).Change(Latency).Verdict);
        Assert.Equal(
            ChangeVerdict.Inconclusive,
            Compare(Run(), Run().WithCase(Latency, item => item with { Samples = [.. item.Samples.Select(_ => new double[] { -1 })] }))
                .Change(Latency).Verdict);
        Assert.Equal(
            ChangeVerdict.Inconclusive,
            Compare(Run(), Run() with { Ratios = [TwoRuns.Ratio(2) with
            {
                Launches = [new RatioLaunch(0, "", [1, 2], [1], []), new RatioLaunch(1, "", [double.NaN], [1], [])],
            }] })
                .Change(Ratio).Verdict);
    }

    [Theory]
    [InlineData(1e-300, 1e300)]
    [InlineData(1e300, 1e-300)]
    [InlineData(1e-320, 1e-320)]
    public void Numbers_that_no_machine_measures_end_no_comparison(double before, double after)
    {
        RunRecord With(double value) =>
            Run().WithCase(Latency, item => item with { Samples = [.. item.Samples.Select(_ => new[] { value })] });
        Assert.Equal(ChangeVerdict.NotComparable, Compare(With(before), With(after)).Change(Latency).Verdict);
    }

    [Fact]
    public void Exchanging_the_runs_mirrors_every_change()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 100; trial++)
        {
            double Near(double value) => value * (0.8 + (0.4 * random.NextDouble()));
            var (old, @new) = (Run(Near(1e6), Near(2e5), Near(5000), Near(90e6)), Run(Near(1e6), Near(2e5), Near(5000), Near(90e6)));
            var (forth, back) = (Compare(old, @new), Compare(@new, old));
            foreach (var (one, other) in forth.Cases.Concat(forth.Ratios).Zip(back.Cases.Concat(back.Ratios)))
            {
                Assert.Equal(one.Id, other.Id);
                Assert.Equal(one.Verdict, other.Verdict switch
                {
                    ChangeVerdict.Slower => ChangeVerdict.Faster,
                    ChangeVerdict.Faster => ChangeVerdict.Slower,
                    var same => same,
                });
                Assert.Equal(1, one.Change!.Value.Estimate * other.Change!.Value.Estimate, 9);
                Assert.Equal(1, one.Change!.Value.Low!.Value * other.Change!.Value.High!.Value, 9);
            }
        }
    }
}
