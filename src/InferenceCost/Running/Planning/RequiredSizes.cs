using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Running.Planning;

/// <summary>Holds that every axis but the batch has a size that somebody gave, before anything is measured.</summary>
internal static class RequiredSizes
{
    /// <summary>Files that no family describes: the sizes are typed, or those of real inputs.</summary>
    /// <param name="models">The models' file names and signatures, teacher first.</param>
    /// <param name="request">What was typed.</param>
    /// <exception cref="InputException">A size is missing, or an option names what no model has.</exception>
    public static void CheckOwn(IReadOnlyList<(string Name, OnnxSignature Signature)> models, RunRequest request)
    {
        if (request.InputsFile is not null)
        {
            if (request.Dimensions.Count + request.Shapes.Count > 0)
            {
                throw new InputException(
                    "--dim and --shape beside --inputs: the shapes are those of the real inputs", "leave them out, or leave out --inputs");
            }

            return;
        }

        List<OnnxValue> all = [.. models.SelectMany(model => model.Signature.Inputs)];
        foreach (var variant in request.Variants)
        {
            var options = new SyntheticOptions(variant.Dimensions, request.Shapes, request.Values);
            var given = ShapeOverrides.Of(all, options);
            foreach (var (name, signature) in models)
            {
                RefuseUnstated(name, signature, given);
            }

            var free = models.Select(model => (model.Name, Axes: FreeAxes.Find(
                model.Signature.Inputs,
                PairedAxes.Apply(PairedAxes.Find(model.Signature, models), options with { OfSeveralModels = true })))).ToList();
            if (free.Find(model => model.Axes.Count > 0) is { Axes: not null } first)
            {
                throw FreeAxes.Refusal(first.Name, [.. first.Axes, .. free.SelectMany(model => model.Axes).Except(first.Axes)]);
            }
        }
    }

    /// <summary>The runtime takes an input without a stated rank for a single number.</summary>
    private static void RefuseUnstated(string model, OnnxSignature signature, ShapeOverrides given)
    {
        if (signature.Inputs.FirstOrDefault(input => input is { Type: not null, Shape: null } && given.Shape(input.Name) is null)
            is { } input)
        {
            throw new InputException(
                $"{model}: input '{input.Name}' {input} does not say how many axes it has, and no shape was given",
                $"give that of a call: --shape {input.Name}=1x3x224x224 for a picture, --shape {input.Name}=1x128 for tokens");
        }
    }

    /// <summary>A family without data: its file gives the sizes.</summary>
    /// <exception cref="InputException">A size is missing.</exception>
    public static void Check(FamilyDefinition family, IEnumerable<(string Model, OnnxSignature Signature)> models)
    {
        if (family.Task.Dataset is not null)
        {
            return;
        }

        var options = new SyntheticOptions(Shapes: [.. InputSource.ShapesOf(family.Task.Inputs)]) { OfSeveralModels = true };
        foreach (var (model, signature) in models)
        {
            if (FreeAxes.Find(signature.Inputs, options) is { Count: > 0 } free)
            {
                throw new InputException(
                    FreeAxes.Refusal($"{family.Id}/{model}", free).Message,
                    "give the input's axes their sizes in task.inputs of the family file");
            }
        }
    }
}
