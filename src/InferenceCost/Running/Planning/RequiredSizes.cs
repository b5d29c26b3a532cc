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
            ShapeOverrides.Of(all, options);
            var free = models.Select(model => (
                model.Name, Axes: FreeAxes.Find(model.Signature.Inputs, options with { OfSeveralModels = true }))).ToList();
            if (free.Find(model => model.Axes.Count > 0) is { Axes: not null } first)
            {
                throw FreeAxes.Refusal(first.Name, [.. first.Axes, .. free.SelectMany(model => model.Axes).Except(first.Axes)]);
            }
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
