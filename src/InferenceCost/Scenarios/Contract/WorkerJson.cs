using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InferenceCost.Records;

namespace InferenceCost.Scenarios.Contract;

/// <summary>Jobs and answers as JSON: one line, the kind told by the property <c>kind</c>.</summary>
public static class WorkerJson
{
    /// <summary>Options that know these kinds, and the answer of a failure; what records require is required here too.</summary>
    public static JsonSerializerOptions Create(IReadOnlyList<JobKind> kinds)
    {
        var options = new JsonSerializerOptions(RunJson.OneLine)
        {
            TypeInfoResolver = RunJson.OneLine.TypeInfoResolver!.WithAddedModifier(info => AddKinds(info, kinds)),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void AddKinds(JsonTypeInfo info, IReadOnlyList<JobKind> kinds)
    {
        var derived = info.Type == typeof(WorkerJob)
            ? kinds.Where(kind => kind.Job is not null).Select(kind => new JsonDerivedType(kind.Job!, kind.Id))
            : info.Type == typeof(WorkerResult) ? kinds.Append(JobKind.Failed).Select(kind => new JsonDerivedType(kind.Result, kind.Id))
            : null;
        if (derived is null)
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var type in derived)
        {
            info.PolymorphismOptions.DerivedTypes.Add(type);
        }
    }
}
