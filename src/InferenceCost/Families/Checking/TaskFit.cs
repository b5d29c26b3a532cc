using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Text;
using InferenceCost.Onnx.Reading;

namespace InferenceCost.Families.Checking;

/// <summary>Whether a model takes what its family's task feeds, and gives what the task scores.</summary>
internal static class TaskFit
{
    /// <summary>
    /// Refuses a model that does not fit the task. A task that describes no inputs is fed with synthetic ones and fits every model.
    /// </summary>
    /// <param name="name">The model, for messages: <c>family/model</c>.</param>
    /// <param name="task">The task.</param>
    /// <param name="scored">The output that holds the model's answers; null where none is known.</param>
    /// <param name="signature">The model's inputs and outputs.</param>
    /// <exception cref="InputException">An input that is not fed, has another type or shape, or an output that is missing.</exception>
    public static void Check(string name, TaskDefinition task, string? scored, OnnxSignature signature)
    {
        if (task.Inputs.Count > 0)
        {
            foreach (var input in signature.Inputs)
            {
                CheckInput(name, input, task.Inputs);
            }
        }

        if (scored is { } output && signature.Outputs.All(known => known.Name != output))
        {
            throw new InputException(
                $"{name}: the model has no output '{output}', which the task scores",
                NearestWord.Suggest(output, signature.Outputs.Select(known => known.Name)));
        }
    }

    private static void CheckInput(string name, OnnxValue input, IReadOnlyList<InputDefinition> fed)
    {
        var definition = fed.FirstOrDefault(known => known.Name == input.Name)
            ?? throw new InputException(
                $"{name}: the model has the input '{input.Name}' ({input}), which the task does not feed",
                $"describe it under task.inputs in {FamilyDefinition.FileName} (there now: "
                + $"{NearestWord.List(input.Name, fed.Select(known => known.Name))})");
        var type = input.Type is { } element ? ElementTypes.Name(element) : input.Kind;
        var fits = (type == definition.Type || (IsNumber(type) && IsNumber(definition.Type)))
            && (input.Shape is not { } shape || Fits(shape, definition.Shape));
        if (!fits)
        {
            throw new InputException(
                $"{name}: the input '{input.Name}' takes {input}, the task feeds {definition.Type}[{string.Join(',', definition.Shape)}]",
                $"correct the task's input in {FamilyDefinition.FileName}, or export the model again");
        }
    }

    // Numbers are converted to the type that a model takes where that keeps their values.
    private static bool IsNumber(string type) => type != "string" && InputDefinition.Types.Contains(type);

    // A free axis on either side can take the other's size.
    private static bool Fits(IReadOnlyList<OnnxDimension> taken, IReadOnlyList<Axis> fed) =>
        taken.Count == fed.Count
        && taken.Zip(fed).All(pair => pair.First.Size is null || pair.Second.Size is null || pair.First.Size == pair.Second.Size);
}
