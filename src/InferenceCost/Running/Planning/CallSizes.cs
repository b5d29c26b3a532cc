using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Running.Planning;

/// <summary>
/// Whether a call of two models is the same work. One that was exported for eight items a call does eight times what one for a single
/// item does, and a ratio of their calls would say nothing.
/// </summary>
internal static class CallSizes
{
    /// <summary>Refuses models whose calls hold other numbers of items.</summary>
    /// <param name="models">The models, the teacher first.</param>
    /// <param name="batch">Items per call, where a model leaves it free.</param>
    /// <exception cref="InputException">They do.</exception>
    public static void Require(IReadOnlyList<(string Name, OnnxSignature Signature)> models, int batch)
    {
        var teacher = models[0];
        foreach (var student in models.Skip(1))
        {
            foreach (var input in student.Signature.Inputs)
            {
                if (teacher.Signature.Inputs.FirstOrDefault(other => other.Name == input.Name) is { } same)
                {
                    Require((teacher.Name, same), (student.Name, input), batch);
                }
            }
        }
    }

    private static void Require((string Name, OnnxValue Input) teacher, (string Name, OnnxValue Input) student, int batch)
    {
        if (teacher.Input.Shape is not { Count: > 1 } own || student.Input.Shape is not { Count: > 1 } other || own.Count != other.Count
            || !own.Skip(1).Zip(other.Skip(1)).All(pair => pair.First.Size is null || pair.Second.Size is null
                || pair.First.Size == pair.Second.Size))
        {
            // Other inputs are other work by intention, and a note says so.
            return;
        }

        var (first, second) = (own[0].Size ?? batch, other[0].Size ?? batch);
        if (first == second)
        {
            return;
        }

        var isGiven = own[0].Size is null || other[0].Size is null;
        throw new InputException(
            FormattableString.Invariant(
                $"a call of {teacher.Name} holds {first} along the first axis of '{teacher.Input.Name}', one of {student.Name} {second}: ")
                + "their calls are not the same work",
            isGiven
                ? FormattableString.Invariant($"measure both at the batch that is fixed: --batch {own[0].Size ?? other[0].Size}")
                : "export both with a free first axis, or for the same number of items");
    }
}
