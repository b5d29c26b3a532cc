namespace InferenceCost.Records;

/// <summary>How far a model's outputs on one provider are from those that the CPU computes of the same items.</summary>
/// <param name="Family">The family's id.</param>
/// <param name="Model">The model's id within the family.</param>
/// <param name="Provider">The execution provider.</param>
/// <param name="Items">How many items.</param>
/// <param name="Values">How many numbers were compared.</param>
/// <param name="LargestDifference">The largest absolute difference; null where one is no finite number and the other is.</param>
/// <param name="MeanDifference">The mean absolute difference; null likewise.</param>
/// <param name="LargestValue">The largest absolute value of the CPU's numbers: what the differences are to be held against.</param>
/// <param name="OtherClass">For how many items another class is the best; null where the model gives no classes.</param>
public sealed record OutputRecord(
    string Family, string Model, string Provider, int Items, long Values, double? LargestDifference, double? MeanDifference,
    double LargestValue, int? OtherClass);
