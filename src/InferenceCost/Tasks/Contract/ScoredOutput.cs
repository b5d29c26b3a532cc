using System.Text.Json.Serialization;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;

namespace InferenceCost.Tasks.Contract;

/// <summary>The output that holds a model's answers, and what is known of it before the model runs.</summary>
/// <param name="Name">Its name.</param>
public sealed record ScoredOutput(string Name)
{
    /// <summary>What the graph says of its numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public OutputOrigin Origin { get; init; }

    /// <summary>The classes in the order of its numbers, as the model calls them; null where they are numbered from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// The classes by which the models of the family are compared, in the order that answers and labels are counted by; null where all of
    /// them are numbered from 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? FamilyClasses { get; init; }

    /// <summary>What a person or a family file says of them; null where nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerMeaning? Declared { get; init; }
}
