using System.Text.Json.Nodes;
using InferenceCost.Foundation;
using InferenceCost.Running.Planning;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tests.Families.Sources;

namespace InferenceCost.Tests.Running.Planning;

public sealed class FarModelsTests : IDisposable
{
    private const string Absent = "tiny: its teacher is not here; 'models pull tiny' fetches 1.5 MB";

    private readonly PackagedFamily tiny = new();
    private readonly List<string> said = [];

    public FarModelsTests() => tiny.Load(PackagedFamily.TeacherOnly);

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void A_run_that_names_no_family_fetches_none_and_measures_one_that_was_fetched()
    {
        var fault = Assert.Throws<InputException>(() => Find(new RunRequest()));
        Assert.Equal((Absent, true), (fault.Message, fault.Fix.Contains("--family", StringComparison.Ordinal)));
        Assert.Empty(tiny.Made);

        Assert.Empty(Find(new RunRequest { Families = ["tiny"] }).Notes);
        Assert.Single(tiny.Made);
        Assert.Equal(["tiny"], Find(new RunRequest()).Families.Keys);
        Assert.Equal(["tiny"], Find(new RunRequest { Families = ["tiny"], Offline = true }).Families.Keys);
    }

    [Fact]
    public void A_family_without_its_teacher_is_named_in_a_line_and_the_others_are_measured()
    {
        Other();
        var found = Find(new RunRequest());
        Assert.Equal(["other"], found.Families.Keys);
        Assert.Equal([Absent], found.Notes);
        Assert.Equal([Absent], said);
        Assert.Empty(tiny.Made);
    }

    [Fact]
    public void Offline_a_family_that_is_not_here_is_refused_with_the_command_that_fetches_it()
    {
        var fault = Assert.Throws<InputException>(() => Find(new RunRequest { Families = ["tiny"], Offline = true }));
        Assert.Equal((Absent, "fetch it, or leave out --offline"), (fault.Message, fault.Fix));
    }

    [Fact]
    public void A_student_that_is_not_here_is_left_out_and_those_that_are_take_part()
    {
        var own = Path.Combine(tiny.Models, "tiny", "own.onnx");
        tiny.Load(models =>
        {
            File.WriteAllBytes(own, PackagedFamily.Teacher);
            var student = models[1]!.DeepClone().AsObject();
            models[1]!["sha256"] = PackagedFamily.Hash(PackagedFamily.Teacher);
            models[1]!.AsObject().Remove("tail");
            foreach (var model in new[] { models[0]!.AsObject(), student })
            {
                model.Remove("package");
                model.Remove("tail");
                model["file"] = "own.onnx";
                model["sha256"] = PackagedFamily.Hash(PackagedFamily.Teacher);
            }

            student["id"] = "here";
            models.Add((JsonNode)student);
        });
        var found = Find(new RunRequest { Families = ["tiny"], Offline = true });
        Assert.Equal(["big", "here"], found.Families["tiny"].Models.Select(model => model.Id));
        Assert.Equal("tiny: small left out, since not here; 'models pull tiny' fetches what is missing", Assert.Single(found.Notes));
    }

    /// <summary>A second family, whose files are there.</summary>
    private void Other()
    {
        var folder = Directory.CreateDirectory(Path.Combine(tiny.Models, "other")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "big.onnx"), PackagedFamily.Teacher);
        File.WriteAllText(Path.Combine(folder, "family.json"), $$"""
            { "id": "other", "name": "Other", "task": { "kind": "none" },
              "models": [ { "id": "one", "name": "One", "role": "teacher", "precision": "fp32", "weights": "trained",
                "file": "big.onnx", "sha256": "{{PackagedFamily.Hash(PackagedFamily.Teacher)}}" } ] }
            """);
    }

    private RunSelection Find(RunRequest request) => RunSelection.Find(
        request with { ModelsFolder = tiny.Models, Providers = ["cpu"] }, said.Add, cancellation: TestContext.Current.CancellationToken);
}
