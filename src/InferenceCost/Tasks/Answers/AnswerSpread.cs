namespace InferenceCost.Tasks.Answers;

/// <summary>How several answers to each question of a file lie: what one item's mean hides.</summary>
/// <param name="Questions">How many questions: the number of items, whatever the number of answers.</param>
/// <param name="Answers">How many answers in all.</param>
/// <param name="Fewest">Answers of the question that has the fewest.</param>
/// <param name="Most">Answers of the question that has the most.</param>
/// <param name="Between">Variance between questions, without what chance within them adds; null where it cannot be known.</param>
/// <param name="Within">Variance between the answers to one question; null where no question has two.</param>
public sealed record AnswerSpread(int Questions, int Answers, int Fewest, int Most, double? Between, double? Within);
