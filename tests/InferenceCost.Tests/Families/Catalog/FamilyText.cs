using System.Text.Json.Nodes;

namespace InferenceCost.Tests.Families.Catalog;

/// <summary>A family file that is right in every line, for tests to spoil one line at a time.</summary>
internal static class FamilyText
{
    public static JsonObject Valid() => JsonNode.Parse(
        """
        {
          "$schema": "../family.schema.json", "id": "digits", "name": "Digits", "description": "Small digits.", "licence": "MIT",
          "task": {
            "kind": "classification", "metric": "accuracy",
            "inputs": [ { "name": "input", "array": "images", "shape": ["N", 1, 8, 8], "type": "float32", "scale": 0.0625 } ],
            "output": "logits",
            "dataset": {
              "name": "Digits", "split": "test", "file": "data/test.npz", "items": 100, "labels": "label", "licence": "MIT",
              "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "source": "https://example.org/digits"
            },
            "classes": ["zero", "one"],
            "margin": { "kind": "absolute", "value": 0.02, "reason": "Two more errors per hundred are cheap here.",
              "declaredUtc": "2026-01-31T12:00:00Z", "source": "the makers" },
            "minimumSaving": 1.1
          },
          "models": [
            { "id": "big", "name": "Big", "role": "teacher", "distilled": false, "precision": "fp32", "weights": "trained",
              "file": "big.onnx", "sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "seed": 1,
              "temperature": 1.2, "description": "The teacher." },
            { "id": "small", "name": "Small", "role": "student", "distilled": true, "teacher": "big", "precision": "fp32",
              "weights": "trained", "file": "small.onnx", "sha256": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc" },
            { "id": "small-control", "name": "Control", "role": "control", "distilled": false, "controlFor": "small", "precision": "fp32",
              "weights": "trained", "file": "nested/control.onnx",
              "sha256": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd" }
          ]
        }
        """)!.AsObject();

    /// <summary>A valid file in which one line is different.</summary>
    /// <param name="place">Where: <c>task/margin/value</c>, <c>models/1/teacher</c>.</param>
    /// <param name="json">What stands there instead, as JSON; null removes the field.</param>
    public static string With(string place, string? json)
    {
        var root = Valid();
        JsonNode node = root;
        var steps = place.Split('/');
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        }

        var value = json is null ? null : JsonNode.Parse(json);
        if (int.TryParse(steps[^1], out var last))
        {
            node[last] = value;
        }
        else if (json is null)
        {
            Assert.True(node.AsObject().Remove(steps[^1]));
        }
        else
        {
            node[steps[^1]] = value;
        }

        return root.ToJsonString();
    }
}
