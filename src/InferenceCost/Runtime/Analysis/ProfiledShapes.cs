using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Placement;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Analysis;

/// <summary>
/// The shapes that nodes worked on in one call, read from ONNX Runtime's profile: for models whose branches, loops or values decide what
/// runs. Nothing is fused, so that every node of the file appears, inner graphs' nodes as often as they ran.
/// </summary>
public static class ProfiledShapes
{
    /// <summary>Runs a model once on the processor.</summary>
    /// <param name="file">The model.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="customOperators">Libraries of operators; null for none.</param>
    /// <exception cref="InputException">
    /// The runtime refuses the model or the call, or the call has more nodes than a profile holds.
    /// </exception>
    public static IReadOnlyList<NodeCall> Run(
        OnnxModelFile file, IReadOnlyList<InputTensor> inputs, IReadOnlyList<string>? customOperators = null)
    {
        using var folder = new ProfileFolder();
        try
        {
            using var model = LoadedModel.ForProfile(file.Path, folder.Prefix, customOperators);
            using (var call = BoundWorkload.BindInputs(model, inputs))
            {
                call.Run();
            }

            return RuntimeProfile.Read(model.Session.EndProfiling(), file.Model);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"{file.Path}: cannot be run: {RuntimeMessage.OneLine(error.Message)}",
                "give the inputs it needs with --dim, --shape, --value or --inputs", error);
        }
    }
}
