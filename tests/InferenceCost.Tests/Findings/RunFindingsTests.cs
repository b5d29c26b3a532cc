using System.Text.Json;
using InferenceCost.Findings;
using InferenceCost.Findings.Placement;
using InferenceCost.Findings.Providers;
using InferenceCost.Findings.Sizes;
using InferenceCost.Records;
using InferenceCost.Reporting.Formats;
using InferenceCost.Reporting.Pages.Runs;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Findings;

public sealed class RunFindingsTests
{
    private static readonly RunRecord Run = ReportFixture.Complete;

    [Fact]
    public void A_run_as_json_is_the_stored_run_and_its_findings()
    {
        using var stored = JsonDocument.Parse(JsonSerializer.Serialize(Run, RunJson.Indented));
        using var printed = JsonDocument.Parse(ReportFormats.Json.Print(RunReport.Compose(Run)));
        foreach (var part in stored.RootElement.EnumerateObject())
        {
            Assert.Equal(part.Value.GetRawText(), printed.RootElement.GetProperty(part.Name).GetRawText());
        }

        Assert.Equal(
            [.. stored.RootElement.EnumerateObject().Select(part => part.Name), "findings"],
            printed.RootElement.EnumerateObject().Select(part => part.Name));
        var findings = printed.RootElement.GetProperty("findings");
        Assert.Equal(
            ["providers", "sizeCurves", "foretoldSavings", "rooflines", "placement", "alternatives"],
            findings.EnumerateObject().Select(part => part.Name));
        Assert.Equal("arithmetic", findings.GetProperty("rooflines")[0].GetProperty("boundBy").GetString());
    }

    [Fact]
    public void The_order_of_measuring_changes_no_finding()
    {
        var reversed =
            Run with { Cases = [.. Run.Cases.Reverse()], Ratios = [.. Run.Ratios.Reverse()], Limits = [.. Run.Limits.Reverse()] };
        Assert.Equal(Json(RunFindings.Find(Run)), Json(RunFindings.Find(reversed)));
    }

    [Fact]
    public void A_cost_in_proportion_to_parameters_has_the_slope_1()
    {
        var curve = RunFindings.Find(Run).SizeCurves.First(curve => curve is { Cost: "latency", Against: SizeKind.Parameters });
        Assert.Equal(5, curve.Models);
        Assert.Equal(1, curve.Exponent, 0.005);
        Assert.Equal(1, curve.FarthestFactor, 0.01);
    }

    [Fact]
    public void What_counting_foretells_is_told_of_students_alone()
    {
        var savings = RunFindings.Find(Run).ForetoldSavings;
        Assert.Null(savings[0].FewerParameters);
        var student = savings.First(saving => saving.Model == "s-24k");
        Assert.Equal(482314.0 / 24098, student.FewerParameters!.Value, 1e-9);
        Assert.Equal(Run.Ratios.First(ratio => ratio is { Metric: "latency", Student: "s-24k" }).Estimate, student.LessTime);
    }

    [Fact]
    public void Nodes_that_strayed_are_counted_against_the_provider_that_was_asked()
    {
        var stray = Run.Cases[0] with
        {
            Placement = new PlacementRecord(
                PlacementSource.Assignment, new Dictionary<string, int> { ["CPUExecutionProvider"] = 1, ["CUDAExecutionProvider"] = 3 },
                ["Det on CPUExecutionProvider"], null),
            Settings = new SettingsRecord { Effective = new Dictionary<string, string> { ["provider"] = "CUDAExecutionProvider" } },
        };
        var placement = NodePlacement.Find(Run with { Cases = [stray] });
        Assert.Equal((4, 0.25), (placement.Strays[0].Nodes, placement.Strays[0].ShareElsewhere));
        Assert.Null(NodePlacement.Find(Run with { Cases = [stray with { Settings = new SettingsRecord() }] }).Strays[0].ShareElsewhere);
    }

    [Theory]
    [InlineData(2e6, 2e6, FasterProvider.Other, 8)]
    [InlineData(2e6, 400e6, FasterProvider.NotShown, null)]
    [InlineData(1e9, 1e9, FasterProvider.Cpu, null)]
    public void A_provider_pays_from_the_batch_on_that_no_larger_one_takes_back(
        double small, double large, FasterProvider shown, int? batch)
    {
        // On the CPU a call takes 1 ms an item; on the other provider the same whatever the batch, but for the largest.
        var cases = new[] { 1, 8, 32 }
            .SelectMany(size => new[] { Case("cpu", size, size * 1e6), Case("cuda", size, size == 32 ? large : small) });
        var found = Assert.Single(
            RunFindings.Find(Run with { Cases = [.. cases], Claims = [], Quality = [], Ratios = [] }).Providers).FasterFrom.Single();
        Assert.Equal((shown, batch), (found.Shown, found.Batch));
        Assert.Equal([1, 8, 32], found.Measured);
    }

    private static string Json(RunFindings findings) => JsonSerializer.Serialize(findings, RunJson.Indented);

    private static CaseRecord Case(string provider, int batch, double nanoseconds)
    {
        var latency = Run.Cases.First(item => item is { Metric: "latency", Model: "teacher" });
        return latency with
        {
            Id = $"latency/{latency.Family}/teacher/{provider}/b{batch}/t1", Provider = provider, Batch = batch,
            Samples = [.. Enumerable.Range(0, 6).Select(launch => new[] { nanoseconds * (1 + (0.01 * launch)) })],
            Summary = latency.Summary! with { Median = nanoseconds },
        };
    }
}
