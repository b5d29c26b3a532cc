
namespace InferenceCost.Tasks.Classification;

/// <summary>Outputs that were looked at while a model was timed.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Items">The items, by their place in the data.</param>
/// <param name="Classes">The class that the model gave each of them.</param>
/// <param name="NotFinite">How many sampled outputs held a value that is not a finite number.</param>
public sealed record OutputCheck(string Model, int[] Items, int[] Classes, int NotFinite);
