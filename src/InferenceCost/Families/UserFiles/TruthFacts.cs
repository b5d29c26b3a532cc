namespace InferenceCost.Families.UserFiles;

/// <summary>What the true answers show that a person named: of what kind of task they are.</summary>
/// <param name="AreWhole">Whether all of them are whole numbers or names, as classes are.</param>
/// <param name="AreBinary">Whether all of them are 0 or 1.</param>
/// <param name="AreOfPairs">Whether they belong to pairs of items.</param>
public sealed record TruthFacts(bool AreWhole, bool AreBinary, bool AreOfPairs);
