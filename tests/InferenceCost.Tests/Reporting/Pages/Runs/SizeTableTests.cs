using InferenceCost.Records;

namespace InferenceCost.Tests.Reporting.Pages.Runs;

public sealed class SizeTableTests
{
    private static readonly ModelSourceRecord Package = new()
    {
        Package = "Tiny.Models", Version = "1.2.3", Licence = "Apache-2.0", Upstream = "somebody/tiny", Sha256 = "4a64",
    };

    [Fact]
    public void What_came_out_of_a_package_is_named_with_its_licence_and_copies_with_their_originals()
    {
        var page = Printed.Markdown(From(id => id switch
        {
            "teacher" => Package,
            "s-260k" => Package with { Tail = "layer.onnx" },
            "s-95k" => Package with { ConvertedFrom = "teacher" },
            "s-24k" => new ModelSourceRecord { ConvertedFrom = "s-260k" },
            _ => null,
        }));
        Assert.Contains(
            "From the NuGet package Tiny.Models 1.2.3 (Apache-2.0; somebody/tiny): teacher, s-260k (its graph, continued by layer.onnx), "
            + "s-95k (converted from teacher).", page, StringComparison.Ordinal);
        Assert.Contains("Made here: s-24k (converted from s-260k).", page, StringComparison.Ordinal);
        var own = Printed.Markdown(ReportFixture.Complete);
        Assert.DoesNotContain("NuGet package Tiny", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Made here", own, StringComparison.Ordinal);
    }

    private static RunRecord From(Func<string, ModelSourceRecord?> source) => ReportFixture.Complete with
    {
        Families = [.. ReportFixture.Complete.Families.Select(
            family => family with { Models = [.. family.Models.Select(model => model with { Source = source(model.Id) })] })],
    };
}
