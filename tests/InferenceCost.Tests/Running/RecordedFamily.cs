using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using InferenceCost.Foundation.Files;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using InferenceCost.Tests.Tasks.Answers.Recorded;
using InferenceCost.Tests.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Running;

/// <summary>
/// A family <c>tens</c> whose models give back what they are fed, so that their answer to item i is i modulo 10, which is also its label,
/// but for every twentieth item. What is recorded of a model may be anything. It has no models until they are added.
/// </summary>
internal sealed class RecordedFamily
{
    public const int Items = 200;

    private readonly string folder;
    private readonly JsonObject family;

    /// <param name="models">The folder of families.</param>
    public RecordedFamily(string models)
    {
        folder = Path.Combine(models, "tens");
        Directory.CreateDirectory(folder);
        NpzArchive.Write(
            Path.Combine(folder, "test.npz"),
            [
                new NpyArray("input", TensorElementType.Float, [Items, 10], MemoryMarshal.AsBytes<float>(
                    [.. Enumerable.Range(0, Items * 10).Select(place => place % 10 == place / 10 % 10 ? 4f : 0f)]).ToArray()),
                new NpyArray("label", TensorElementType.Int32, [Items], MemoryMarshal.AsBytes<int>(
                    [.. Enumerable.Range(0, Items).Select(Label)]).ToArray()),
            ]);
        family = JsonNode.Parse($$"""
            { "id": "tens", "name": "Tens",
              "task": { "kind": "classification", "metric": "accuracy", "output": "logits",
                "inputs": [ { "name": "input", "shape": ["N", 10], "type": "float32" } ],
                "dataset": { "name": "Tens", "split": "test", "file": "test.npz", "items": {{Items}}, "labels": "label",
                  "sha256": "{{FileHash.Compute(Path.Combine(folder, "test.npz"))}}" },
                "margin": { "kind": "absolute", "value": 0.05, "reason": "Enough.", "declaredUtc": "2026-01-31T12:00:00Z" } },
              "models": [] }
            """)!.AsObject();
    }

    public static int Answer(int item) => item % 10;

    public static int Label(int item) => item % 20 == 7 ? 0 : item % 10;

    /// <summary>The file of a model.</summary>
    public string FileOf(string id) => Path.Combine(folder, $"{id}.onnx");

    /// <summary>The file of a model's answers.</summary>
    public string AnswersOf(string id) => Path.Combine(folder, "answers", $"{id}.csv.gz");

    /// <summary>Adds a model with a file.</summary>
    public RecordedFamily With(string id, string fields, Func<int, int>? recorded = null)
    {
        new GraphBuilder("same").Input("input", TensorElementType.Float, "N", 10).Output("logits", TensorElementType.Float, "N", 10)
            .Floats("zero", [10], new float[10]).Node("Add", ["input", "zero"], ["logits"]).Model.Save(FileOf(id));
        return Add(id, $"\"file\": \"{id}.onnx\", \"sha256\": \"{FileHash.Compute(FileOf(id))}\", {fields}", recorded);
    }

    /// <summary>Adds a model that answers alone stand for.</summary>
    public RecordedFamily WithAnswers(string id, string fields, Func<int, int> recorded) => Add(id, fields, recorded);

    /// <summary>A teacher, a student and a control, the control of answers alone.</summary>
    public static RecordedFamily WithRecordedControl(string models) => new RecordedFamily(models)
        .With("big", "\"role\": \"teacher\"").With("small", Student)
        .WithAnswers("alone", Control, item => item < 20 ? 0 : Answer(item));

    /// <summary>The same with a teacher of answers alone.</summary>
    public static RecordedFamily WithRecordedTeacher(string models) => new RecordedFamily(models)
        .WithAnswers("big", "\"role\": \"teacher\"", Answer).With("small", Student)
        .WithAnswers("alone", Control, item => item < 20 ? 0 : Answer(item));

    public const string Student = "\"role\": \"student\", \"teacher\": \"big\", \"distilled\": true";

    public const string Control = "\"role\": \"control\", \"controlFor\": \"small\", \"distilled\": false";

    private RecordedFamily Add(string id, string fields, Func<int, int>? recorded)
    {
        var answers = recorded is null ? "" : $$"""
            , "answers": { "file": "answers/{{id}}.csv.gz", "library": "PyTorch 1.13.0", "settings": "CPU", "batch": 256,
              "sha256": "{{FileHash.Compute(PackedAnswers.Write(AnswersOf(id), Items, recorded))}}" }
            """;
        family["models"]!.AsArray().Add(JsonNode.Parse(
            $"{{ \"id\": \"{id}\", \"name\": \"{id}\", \"precision\": \"fp32\", \"weights\": \"trained\", {fields}{answers} }}"));
        File.WriteAllText(Path.Combine(folder, "family.json"), family.ToJsonString());
        return this;
    }
}
