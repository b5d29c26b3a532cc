using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Gate.Answers;

/// <summary>The answer to an <see cref="AnswersJob"/>, beside the file of outputs.</summary>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Items">How many items were answered.</param>
/// <param name="Inputs">Where they came from.</param>
/// <param name="Signature">Type and shape of every input, in the model's order: <c>float32[1,784]</c>.</param>
/// <param name="InputsSha256">A hash of all values that were fed.</param>
/// <param name="CutShort">Why there are fewer items than were wanted; null where there are not.</param>
public sealed record AnswersResult(
    int Calls, int Items, InputsKind Inputs, string Signature, string InputsSha256, string? CutShort = null) : WorkerResult;
