using InferenceCost.Data;
using InferenceCost.Execution;
using InferenceCost.Execution.Providers;
using InferenceCost.Records;

namespace InferenceCost.Measurement;

/// <summary>
/// Loads a model and finds out where its nodes are: as the runtime says where it does, which is before it fuses them, and elsewhere by what a
/// recorded call shows. Recording ends before anything else is done with the model.
/// </summary>
internal static class PlacementProbe
{
    /// <summary>Loads the model of a job.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="settings">How the session is set up.</param>
    /// <param name="inputs">Its inputs, once it is loaded.</param>
    public static (LoadedModel Model, PlacementRecord Placement) Load(
        ExecutionProvider provider, string path, SessionSettings settings, Func<LoadedModel, IReadOnlyList<InputTensor>> inputs)
    {
        if (provider is CpuProvider)
        {
            var plain = LoadedModel.Load(path, provider, settings);
            return (plain, plain.ReadPlacement());
        }

        using var folder = new ProfileFolder();
        var model = LoadedModel.LoadProfiled(path, provider, settings, folder.Prefix);
        try
        {
            // Twice: the first call compiles, searches and captures, and would hide how long each node takes.
            using (var workload = BoundWorkload.Bind(model, inputs(model)))
            {
                workload.Run();
            }

            var recorded = model.EndProfiling();
            var told = model.ReadPlacement();
            return (model, told.Nodes.Count == 0 ? recorded : told with { TimeElsewhere = told.Elsewhere.Count > 0 ? recorded.TimeElsewhere : null });
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
