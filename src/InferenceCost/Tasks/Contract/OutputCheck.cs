namespace InferenceCost.Tasks.Contract;

/// <summary>Outputs that were looked at while a model was timed.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Items">The items, by their place in the data.</param>
/// <param name="Classes">
/// What the model answered to each of them, as a number that its task understands: of a classification the class.
/// </param>
/// <param name="NotFinite">How many values of the sampled outputs were no finite numbers.</param>
public sealed record OutputCheck(string Model, int[] Items, int[] Classes, int NotFinite);
