using InferenceCost.Tasks.Answers;

namespace InferenceCost.Judging;

/// <summary>A file in which items have several answers.</summary>
/// <param name="File">The file.</param>
/// <param name="Spread">How they lie.</param>
public sealed record RepeatedFile(string File, AnswerSpread Spread);
