using InferenceCost.Comparison.History;
using InferenceCost.Records;

namespace InferenceCost.Tests.Comparison;

public sealed class SizedIdsTests
{
    [Fact]
    public void A_run_of_an_older_version_is_compared_with_the_cases_of_its_shapes()
    {
        var comparison = TwoRuns.Compare(At(TwoRuns.Run(), 128, isNamed: false), At(TwoRuns.Run(), 128, isNamed: true));
        Assert.Equal("latency/toys/teacher/cpu/b1/t1/s128", comparison.Change("latency/toys/teacher/cpu/b1/t1/s128").Id);
        Assert.Equal("x", comparison.Change("ratio/latency/toys/teacher/student/cpu/b1/t1/s128").Unit);
        Assert.Empty(comparison.OnlyOld.Concat(comparison.OnlyNew));
        Assert.Equal("ids 1x128", Assert.Single(comparison.Shapes).Old);
    }

    [Fact]
    public void Another_length_is_another_case()
    {
        var comparison = TwoRuns.Compare(At(TwoRuns.Run(), 16, isNamed: false), At(TwoRuns.Run(), 128, isNamed: true));
        Assert.Contains("latency/toys/teacher/cpu/b1/t1", comparison.OnlyOld);
        Assert.Contains("latency/toys/teacher/cpu/b1/t1/s128", comparison.OnlyNew);
    }

    [Fact]
    public void A_history_goes_on_from_runs_of_older_versions()
    {
        RunRecord[] runs = [At(TwoRuns.Run(), 128, isNamed: false), At(TwoRuns.Run(id: "20260802T101500Z-1a2b"), 128, isNamed: true)];
        var trend = Trends.Follow(runs).Single(trend => trend.Id == "latency/toys/teacher/cpu/b1/t1/s128");
        Assert.Equal((2, "ids 1x128"), (trend.Points.Count, trend.Shapes));
    }

    private static RunRecord At(RunRecord run, int length, bool isNamed)
    {
        var sizes = isNamed ? new Dictionary<string, long> { ["sequence"] = length } : null;
        return run with
        {
            Cases = [.. run.Cases.Select(item => item with
            {
                Id = isNamed ? $"{item.Id}/s{length}" : item.Id,
                Sizes = sizes,
                Shapes = new Dictionary<string, IReadOnlyList<long>> { ["ids"] = [1, length] },
            })],
            Ratios = [.. run.Ratios.Select(ratio => ratio with { Sizes = sizes })],
        };
    }
}
