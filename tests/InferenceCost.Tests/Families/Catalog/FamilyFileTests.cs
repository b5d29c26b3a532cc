using InferenceCost.Families.Catalog;
using InferenceCost.Families.Definition;
using InferenceCost.Families.Sources;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Tests.Foundation.Files;

namespace InferenceCost.Tests.Families.Catalog;

public sealed class FamilyFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_valid_file_is_read_whole()
    {
        folder.Write("digits/family.json", FamilyText.Valid().ToJsonString());

        var family = FamilyFile.Load(folder.File("digits"));

        Assert.Equal("digits", family.Id);
        Assert.Equal(folder.File("digits"), family.Folder);
        Assert.Equal("big", family.Teacher.Id);
        Assert.Equal([1.2, null, null], family.Models.Select(model => model.Temperature));
        Assert.Equal([ModelRole.Teacher, ModelRole.Student, ModelRole.Control], family.Models.Select(model => model.Role));
        Assert.Equal([Axis.Free("N"), Axis.Fixed(1), Axis.Fixed(8), Axis.Fixed(8)], family.Task.Inputs[0].Shape);
        Assert.True(family.Task.Inputs[0].HasItemAxis);
        Assert.Equal("images", family.Task.Inputs[0].ArrayName);
        Assert.Equal(0.0625, family.Task.Inputs[0].Scale);
        Assert.Equal(1.1, family.Task.MinimumSaving);
        Assert.Equal(TaskDefinition.Resources, family.Task.RequiredResources);
        Assert.Equal(folder.File("digits", "nested", "control.onnx"), family.PathOf(family.Models[2]));
    }

    [Fact]
    public void What_was_written_is_read_back_the_same()
    {
        var first = FamilyFile.Load(folder.Write("family.json", FamilyText.Valid().ToJsonString()));

        FamilyFile.Write(folder.File("again.json"), first);
        FamilyFile.Write(folder.File("twice.json"), FamilyFile.Load(folder.File("again.json")));

        Assert.Equal(File.ReadAllText(folder.File("again.json")), File.ReadAllText(folder.File("twice.json")));
        Assert.Equivalent(first, FamilyFile.Load(folder.File("again.json")), strict: true);
    }

    [Fact]
    public void The_record_of_a_family_keeps_its_task()
    {
        var family = FamilyFile.Load(folder.Write("family.json", FamilyText.Valid().ToJsonString()));

        var record = family.ToRecord([]);

        Assert.Equal(("digits", "Digits"), (record.Id, record.Name));
        Assert.Equal(new DatasetRecord("Digits", "test", 100, new string('a', 64)), record.Task.Dataset);
        Assert.Equal(
            new MarginRecord(
                MarginKind.Absolute, 0.02, "Two more errors per hundred are cheap here.", "2026-01-31T12:00:00Z", "the makers"),
            record.Task.Margin);
        Assert.Equal(["zero", "one"], record.Task.Classes);
        Assert.Equal(1.1, record.Task.MinimumSaving);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        var path = folder.Write("family.json", FamilyText.Valid().ToJsonString());
        var text = File.ReadAllBytes(path);
        text[text.AsSpan().IndexOf("accuracy"u8)] = 0xFF;
        File.WriteAllBytes(path, text);

        var error = Assert.Throws<InputException>(() => FamilyFile.Load(path));

        Assert.StartsWith($"{path}: not valid JSON, it is not UTF-8 (byte ", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Fact]
    public void Whatever_byte_is_changed_a_family_is_read_or_refused_and_nothing_crashes()
    {
        using var memory = TemporaryFolder.InMemory();
        var text = System.Text.Encoding.UTF8.GetBytes(FamilyText.Valid().ToJsonString());
        Assert.Empty(MutatedBytes.Crashes(text, memory.File("family.json"), path => FamilyFile.Load(path)).Take(20));
    }

    [Theory]
    [InlineData("licens", "1", "licens: this field is unknown", "did you mean 'licence'? Known here: licence, ")]
    [InlineData("task/margins", "1", "task.margins: this field is unknown", "did you mean 'margin'")]
    [InlineData("models/1/sha265", "\"x\"", "models[1].sha265: this field is unknown", "did you mean 'sha256'")]
    [InlineData("models/1/architekture", "\"bert\"", "models[1].architekture: this field is unknown", "did you mean 'architecture'")]
    [InlineData("task/teacher", "{}", "task.teacher: this field is unknown", "known here: ")]
    [InlineData("folder", "\"/\"", "folder: this field is unknown", "known here: ")]
    public void An_unknown_field_is_refused_with_the_nearest_known_one(string place, string json, string what, string fix) =>
        Refused(FamilyText.With(place, json), what, fix);

    [Theory]
    [InlineData("id", "7", "id: text was expected, a number was found")]
    [InlineData("task", "[]", "task: an object was expected, a list was found")]
    [InlineData("task/inputs", "{}", "task.inputs: a list was expected, an object was found")]
    [InlineData("task/inputs/0/shape", "\"1x28\"", "task.inputs[0].shape: a list was expected, text was found")]
    [InlineData(
        "task/inputs/0/shape/1",
        "true",
        "task.inputs[0].shape[1]: a size or the name of a free axis was expected, true or false was found")]
    [InlineData("task/inputs/0/shape/1", "1.5", "task.inputs[0].shape[1]: 1.5 is not a whole number")]
    [InlineData("task/inputs/0/scale", "\"1/255\"", "task.inputs[0].scale: a number was expected, text was found")]
    [InlineData("task/dataset/items", "\"100\"", "task.dataset.items: a number was expected, text was found")]
    [InlineData("task/dataset/items", "1e12", "task.dataset.items: 1e12 is not a whole number of a usable size")]
    [InlineData("task/margin/value", "\"1%\"", "task.margin.value: a number was expected, text was found")]
    [InlineData("models", "null", "models: a list was expected, null was found")]
    [InlineData("models/0/distilled", "\"yes\"", "models[0].distilled: true or false was expected, text was found")]
    [InlineData("models/0/role", "0", "models[0].role: a word was expected, a number was found")]
    [InlineData("models/0/seed", "null", "models[0].seed: a number was expected, null was found")]
    public void A_value_of_the_wrong_type_is_refused_with_its_place(string place, string json, string what) =>
        Refused(FamilyText.With(place, json), what);

    [Theory]
    [InlineData("id", "id")]
    [InlineData("task", "task")]
    [InlineData("models", "models")]
    [InlineData("task/kind", "task.kind")]
    [InlineData("task/metric", "task.metric")]
    [InlineData("task/inputs", "task.inputs")]
    [InlineData("task/output", "task.output")]
    [InlineData("task/dataset", "task.dataset")]
    [InlineData("task/dataset/sha256", "task.dataset.sha256")]
    [InlineData("task/dataset/labels", "task.dataset.labels")]
    [InlineData("task/margin", "task.margin")]
    [InlineData("task/margin/reason", "task.margin.reason")]
    [InlineData("models/1/file", "models[1].file")]
    [InlineData("models/1/teacher", "models[1].teacher")]
    [InlineData("models/2/controlFor", "models[2].controlFor")]
    public void A_missing_field_is_refused_by_its_name(string place, string named) =>
        Refused(FamilyText.With(place, null), named + ": ");

    [Theory]
    [InlineData("id", "\"Digits\"", "id: 'Digits' is not an id")]
    [InlineData("id", "\"../x\"", "id: '../x' is not an id")]
    [InlineData("id", "\"own\"", "id: 'own' is kept")]
    [InlineData("name", "\" \"", "name: the text is empty")]
    [InlineData("task/kind", "\"clasification\"", "task.kind: 'clasification' is unknown here")]
    [InlineData("task/kind", "\"none\"", "task.metric: a task of kind 'none' is not scored")]
    [InlineData("task/metric", "\"f1\"", "task.metric: 'f1' is unknown here")]
    [InlineData("task/inputs", "[]", "task.inputs: no input is described")]
    [InlineData("task/inputs/0/type", "\"float\"", "task.inputs[0].type: 'float' is unknown here")]
    [InlineData("task/inputs/0/scale", "0", "task.inputs[0].scale: a scale of 0")]
    [InlineData("task/inputs/0/shape/1", "0", "task.inputs[0].shape[1]: '0' is no axis")]
    [InlineData("task/inputs/0/shape/0", "\"\"", "task.inputs[0].shape[0]: '' is no axis")]
    [InlineData("task/dataset/items", "0", "task.dataset.items: 0 is no number of items")]
    [InlineData("task/dataset/sha256", "\"abc\"", "task.dataset.sha256: 'abc' is not a SHA-256")]
    [InlineData("task/dataset/labelsFile", "\"labels.npz\"", "task.dataset.labelsSha256: this field is missing")]
    [InlineData("task/classes/1", "\"zero\"", "task.classes[1]: 'zero' is already used by task.classes[0]")]
    [InlineData("task/margin/kind", "\"percent\"", "task.margin.kind: 'percent' is unknown here")]
    [InlineData("task/margin/value", "0", "task.margin.value: 0 does not lie between 0 and 1")]
    [InlineData("task/margin/value", "-0.01", "task.margin.value: -0.01 does not lie between 0 and 1")]
    [InlineData("task/margin/value", "1", "task.margin.value: 1 does not lie between 0 and 1")]
    [InlineData("task/margin/reason", "\"\"", "task.margin.reason: the reason is empty")]
    [InlineData("task/margin/declaredUtc", "\"yesterday\"", "task.margin.declaredUtc: 'yesterday' is no time in UTC")]
    [InlineData("task/margin/declaredUtc", "\"2026-01-31T12:00:00+02:00\"", "task.margin.declaredUtc")]
    [InlineData("task/minimumSaving", "0.9", "task.minimumSaving: 0.9 is less than 1")]
    [InlineData("task/requiredResources", "[\"speed\"]", "task.requiredResources[0]: 'speed' is unknown here")]
    [InlineData("models/0/role", "\"student\"", "models: no model has the role 'teacher'")]
    [InlineData("models/1/role", "\"teacher\"", "models: more than one model has the role 'teacher' (big, small)")]
    [InlineData("models/0/role", "\"Teacher\"", "models[0].role: 'Teacher' is unknown here")]
    [InlineData("models/0/distilled", "true", "models[0].distilled: the teacher did not learn")]
    [InlineData("models/0/teacher", "\"big\"", "models[0].teacher: the teacher has no teacher here")]
    [InlineData("models/1/teacher", "\"bigger\"", "models[1].teacher: 'bigger' is not the teacher")]
    [InlineData("models/1/teacher", "\"small\"", "models[1].teacher: 'small' is not the teacher")]
    [InlineData("models/1/id", "\"big\"", "models[1].id: 'big' is already used by models[0]")]
    [InlineData("models/1/controlFor", "\"small\"", "models[1].controlFor: only a control has this field")]
    [InlineData("models/2/controlFor", "\"big\"", "models[2].controlFor: no student has the id 'big'")]
    [InlineData("models/2/distilled", "true", "models[2].teacher: this field is missing")]
    [InlineData("models/1/weights", "\"pretrained\"", "models[1].weights: 'pretrained' is unknown here")]
    [InlineData("models/1/precision", "\"\"", "models[1].precision: the text is empty")]
    [InlineData("models/1/temperature", "0", "models[1].temperature: 0 is not above 0")]
    [InlineData("models/1/temperature", "-1.5", "models[1].temperature: -1.5 is not above 0")]
    [InlineData("models/1/sha256", "\"gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg\"", "models[1].sha256: 'gggg")]
    [InlineData("models/1/file", "\"\"", "models[1].file: the path is empty")]
    [InlineData("models/1/file", "\"../small.onnx\"", "models[1].file: '../small.onnx' leads out of the family's folder")]
    [InlineData("models/1/file", "\"nested/../../small.onnx\"", "models[1].file: 'nested/../../small.onnx' leads out")]
    [InlineData("models/1/file", "\"/etc/passwd\"", "models[1].file: '/etc/passwd' is an absolute path")]
    [InlineData("models/1/file", "\"C:/small.onnx\"", "models[1].file: 'C:/small.onnx' has a character")]
    [InlineData("models/1/file", "\"nested\\\\small.onnx\"", "models[1].file: 'nested\\small.onnx' has a character")]
    [InlineData("task/dataset/file", "\"../test.npz\"", "task.dataset.file: '../test.npz' leads out of the family's folder")]
    public void A_line_that_makes_no_sense_is_refused_with_its_place(string place, string json, string what) =>
        Refused(FamilyText.With(place, json), what);

    [Theory]
    [InlineData("{ \"id\": \"digits\", }", "LineNumber: 0")]
    [InlineData("{\n// a comment\n}", "LineNumber: 1")]
    [InlineData("{ \"id\": \"a\", \"id\": \"b\" }", "id")]
    [InlineData("", "JSON")]
    [InlineData("not json", "JSON")]
    public void What_is_not_strict_JSON_is_refused(string text, string what) => Refused(text, what, "trailing commas");

    [Fact]
    public void A_list_in_place_of_the_family_is_refused() => Refused("[]", "an object was expected, a list was found");

    [Fact]
    public void A_missing_file_is_refused()
    {
        var error = Assert.Throws<InputException>(() => FamilyFile.Load(folder.Path));
        Assert.Contains(folder.File("family.json"), error.Message);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights there");
        folder.Write("outside/small.onnx", "");
        Directory.CreateDirectory(folder.File("digits"));
        File.CreateSymbolicLink(folder.File("digits", "small.onnx"), folder.File("outside", "small.onnx"));
        var path = folder.Write("digits/family.json", FamilyText.Valid().ToJsonString());

        var error = Assert.Throws<InputException>(() => FamilyFile.Load(path));

        Assert.Contains("models[1].file: 'small.onnx' is a link that leads out of the family's folder", error.Message);
    }

    [Fact]
    public void Links_that_go_in_a_circle_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights there");
        Directory.CreateDirectory(folder.File("digits"));
        File.CreateSymbolicLink(folder.File("digits", "small.onnx"), folder.File("digits", "other.onnx"));
        File.CreateSymbolicLink(folder.File("digits", "other.onnx"), folder.File("digits", "small.onnx"));
        var path = folder.Write("digits/family.json", FamilyText.Valid().ToJsonString());

        var error = Assert.Throws<InputException>(() => FamilyFile.Load(path));

        Assert.Contains("models[1].file: 'small.onnx' is a link that leads nowhere", error.Message);
    }

    [Fact]
    public void A_link_within_the_folder_is_allowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights there");
        folder.Write("digits/real/small.onnx", "");
        File.CreateSymbolicLink(folder.File("digits", "small.onnx"), folder.File("digits", "real", "small.onnx"));
        folder.Write("digits/family.json", FamilyText.Valid().ToJsonString());

        Assert.Equal("digits", FamilyFile.Load(folder.File("digits")).Id);
    }

    [Fact]
    public void A_task_that_is_not_scored_needs_neither_data_nor_margin()
    {
        var family = FamilyText.Valid();
        family["task"] = new System.Text.Json.Nodes.JsonObject { ["kind"] = "none" };

        var read = FamilyFile.Load(folder.Write("family.json", family.ToJsonString()));

        Assert.Null(read.Task.ToRecord().Dataset);
        Assert.Null(read.Task.ToRecord().Margin);
    }

    [Fact]
    public void A_distilled_control_names_its_teacher_and_its_student()
    {
        var family = FamilyText.Valid();
        family["models"]![2]!["distilled"] = true;
        family["models"]![2]!["teacher"] = "big";

        Assert.True(FamilyFile.Load(folder.Write("family.json", family.ToJsonString())).Models[2].Distilled);
    }

    private void Refused(string text, string what, string? fix = null)
    {
        var path = folder.Write("family.json", text);
        var error = Assert.Throws<InputException>(() => FamilyFile.Load(path));
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(what, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains(fix ?? "", error.Fix);
        Assert.NotEmpty(error.Fix);
    }
}
