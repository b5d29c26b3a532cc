using InferenceCost.Tests.Reporting;
using System.Text.Json;
using System.Text.Json.Nodes;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tests.Reporting.Pages.Runs;

namespace InferenceCost.Tests.Records;

/// <summary>A stored run of which a part was left out, wherever it belongs: refused, or read and reported without it.</summary>
public sealed class IncompleteRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whatever_part_is_left_out_a_run_is_refused_as_damaged_or_can_be_reported()
    {
        var text = JsonSerializer.Serialize(ReportFixture.Complete, RunJson.Indented);
        var parts = Parts(JsonNode.Parse(text)!, "").DistinctBy(part => part.Kind).ToList();
        Assert.True(parts.Count > 100);
        Assert.Empty(parts.Select(part => Crash(text, part.Path)).OfType<string>());
    }

    [Fact]
    public void A_part_that_may_not_be_missing_is_named()
    {
        var text = JsonNode.Parse(JsonSerializer.Serialize(ReportFixture.Complete, RunJson.Indented))!;
        text["families"]![0]!.AsObject().Remove("task");
        var error = Assert.Throws<InputException>(() => RunStore.Read(Stored(text)));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("task", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each named part, by the keys and places that lead to it; those that differ in places alone are of one kind.</summary>
    private static IEnumerable<(string Kind, IReadOnlyList<string> Path)> Parts(JsonNode node, string kind) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Below(part.Value, $"{kind}/{part.Key}", part.Key)
            .Prepend(($"{kind}/{part.Key}", [part.Key]))),
        JsonArray items => items.SelectMany((item, index) => Below(item, $"{kind}/*", $"{index}")),
        _ => [],
    };

    private static IEnumerable<(string Kind, IReadOnlyList<string> Path)> Below(JsonNode? node, string kind, string step) =>
        node is null ? [] : Parts(node, kind).Select(part => (part.Kind, (IReadOnlyList<string>)[step, .. part.Path]));

    private string? Crash(string text, IReadOnlyList<string> path)
    {
        var run = JsonNode.Parse(text)!;
        path.SkipLast(1).Aggregate(run, (node, step) => node is JsonArray items ? items[int.Parse(step, null)]! : node[step]!)
            .AsObject().Remove(path[^1]);
        try
        {
            Printed.Markdown(RunStore.Read(Stored(run)));
            return null;
        }
        catch (InputException error) when (error.Message.Contains("damaged", StringComparison.Ordinal) || path[^1] == "schema")
        {
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return $"{string.Join('/', path)}: {error.GetType().Name}: {error.Message}";
        }
    }

    private string Stored(JsonNode run)
    {
        File.WriteAllText(folder.File(RunStore.FileName), run.ToJsonString());
        return folder.File(RunStore.FileName);
    }
}
